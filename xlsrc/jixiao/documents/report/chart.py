"""The chart of execution rates: a native DrawingML bar chart, so that Word draws it with its own fonts on every system.

ECMA-376 part 1, 21.2. It carries its numbers itself and has no workbook behind it: nobody can edit it apart from the report.
"""

from collections.abc import Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

from jixiao.evaluation import Evaluation
from jixiao.values.rounding import plain

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
CM = 360000  # EMU
WIDTH, BAR, MARGIN = 15, Decimal("0.85"), Decimal("1.4")  # cm
FILL, FONT = "2F5597", "仿宋"


def rates_of(evaluation: Evaluation) -> list[tuple[str, Decimal]]:
    """(name, rate) of every line that has a rate; what does not apply has no bar."""
    return [(line.name, line.rate) for line in evaluation.rates if line.rate is not None]


class InlineChart:
    """What stands for the chart in a run of the template: docxtpl puts it in as it is."""

    def __init__(self, relationship: str, bars: int) -> None:
        self.relationship, self.bars = relationship, bars

    def __html__(self) -> str:
        """The drawing, between the end of the run's text and its beginning (autoescape calls this)."""
        height = int((MARGIN + BAR * self.bars) * CM)
        return (
            '</w:t></w:r><w:r><w:drawing><wp:inline xmlns:wp="' + WP + '" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{WIDTH * CM}" cy="{height}"/><wp:docPr id="1" name="执行率图" descr="预算执行率"/>'
            f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{C}">'
            f'<c:chart xmlns:c="{C}" xmlns:r="{R}" r:id="{self.relationship}"/>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:t>"
        )

    __str__ = __html__


def chart_xml(rates: Sequence[tuple[str, Decimal]]) -> bytes:
    """The chart part: one horizontal bar per rate, the first on top, its percentage at its end."""
    count = len(rates)
    names = "".join(f'<c:pt idx="{i}"><c:v>{escape(name)}</c:v></c:pt>' for i, (name, _) in enumerate(rates))
    values = "".join(f'<c:pt idx="{i}"><c:v>{plain(rate)}</c:v></c:pt>' for i, (_, rate) in enumerate(rates))
    most = max([Decimal(100), *(rate for _, rate in rates)])
    top = plain((most / 20).to_integral_value(rounding="ROUND_CEILING") * 20)
    series = (
        '<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:strRef><c:f>执行率!$B$1</c:f><c:strCache><c:ptCount val="1"/>'
        '<c:pt idx="0"><c:v>执行率</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{FILL}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>{_labels()}'
        f'<c:cat><c:strRef><c:f>执行率!$A$2:$A${count + 1}</c:f><c:strCache><c:ptCount val="{count}"/>{names}'
        f"</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>执行率!$B$2:$B${count + 1}</c:f><c:numCache>"
        f'<c:formatCode>0.00"%"</c:formatCode><c:ptCount val="{count}"/>{values}</c:numCache></c:numRef></c:val></c:ser>'
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/>'
        f'<c:grouping val="clustered"/><c:varyColors val="0"/>{series}<c:gapWidth val="60"/>'
        f'<c:axId val="1001"/><c:axId val="1002"/></c:barChart>{_category_axis()}{_value_axis(top)}</c:plotArea>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_text(1050)}</c:chartSpace>"
    )
    return xml.encode()


def _labels() -> str:
    shown = "".join(
        f'<c:{name} val="{int(name == "showVal")}"/>'
        for name in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    )
    return (
        '<c:dLbls><c:numFmt formatCode="0.00&quot;%&quot;" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>'
        f'{_text(1050)}<c:dLblPos val="outEnd"/>{shown}</c:dLbls>'
    )


def _category_axis() -> str:
    return (
        '<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1002"/><c:crosses val="autoZero"/>'
        '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
    )


def _value_axis(top: str) -> str:
    return (
        '<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{top}"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr>'
        '</c:majorGridlines><c:numFmt formatCode="0&quot;%&quot;" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="high"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        '<c:crossAx val="1001"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>'
        '<c:majorUnit val="20"/></c:valAx>'
    )


def _text(size: int) -> str:
    fonts = "".join(f'<a:{kind} typeface="{FONT}"/>' for kind in ("latin", "ea"))
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}">{fonts}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )
