"""Numbers, text and addresses: the lowest layer, knows nothing of forms or scores."""
