"""Forms: what the entry sheets ask, loaded from templates/forms."""

from jixiao.forms.load import FormError, load_forms
from jixiao.forms.spec import CellSpec, Computation, Form, Forms, Row, Section

__all__ = ["CellSpec", "Computation", "Form", "FormError", "Forms", "Row", "Section", "load_forms"]
