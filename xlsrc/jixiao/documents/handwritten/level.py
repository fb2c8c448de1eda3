"""行政级次 of the unit that wrote a report: by its name, and for a 市 by the list of county-level cities or by its superiors."""

import re

from jixiao.documents.handwritten.text import Paragraph, patterns

COUNTY, CITY, TOWN, PROVINCE = "县级", "市级", "乡级", "省级"
_CITY = re.compile(r"^([\u4e00-\u9fff]{2,4}?)市(.*)$")


def level_of(unit: str, paragraphs: tuple[Paragraph, ...]) -> str:
    """省级, 市级, 县级, 乡级; '' where the name doesn't tell."""
    words = patterns()["level"]
    city = _CITY.match(unit)
    if city and not any(word in city[2] for word in (*words["county"], *words["town"])):
        is_county = f"{city[1]}市" in words["county_cities"] or _has_superior(city[1], city[2], paragraphs)
        return COUNTY if is_county else CITY
    for level, key in ((TOWN, "town"), (COUNTY, "county"), (PROVINCE, "province")):
        if any(word in unit for word in words[key]):
            return level
    return ""


def _has_superior(place: str, office: str, paragraphs: tuple[Paragraph, ...]) -> bool:
    """Whether the text names a 市 above this one: 湛江市廉江…, or 在湛江市总工会的指导下 in a report of 廉江市总工会."""
    above = re.compile(
        rf"(?!{place})[\u4e00-\u9fff]{{2,3}}市{place}|在(?!{place})[\u4e00-\u9fff]{{2,3}}市{re.escape(office)}的[^,。]{{0,4}}指导"
    )
    return any(above.search(paragraph.flat) for paragraph in paragraphs)
