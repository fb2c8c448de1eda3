"""From sentences to statements: every clause by the exact grammar first, then by its skeleton with text in the slots.

Operators and numbers are a closed set and must be understood; what stands between them is somebody's name of a value,
of an event or of a case, and is taken as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.grammar import parse_clause
from jixiao.criteria.reading.measures import MEASURES
from jixiao.criteria.reading.outline import sentences, split
from jixiao.criteria.reading.skeletons import AWARD, NUM, condition, of_share, step, versus
from jixiao.criteria.reading.spelling import one_spelling
from jixiao.criteria.reading.statements import Atom, Award, Condition, Described, Occurrence, Unknown
from jixiao.values.rounding import plain

HEADS = re.compile(
    r"(?:评分|计分|得分|评价|打分|扣分)?(?:标准|办法|方法|细则|规则|要点|要求)(?:如下)?|指标值|说明|其中|另外?|具体(?:如下)?"
)
_NAMED = re.compile(
    r"(?:(?![且或除若如扣每仅但未不])[^\W\d])+(?:率|度|额|数|比例|比重|占比|经费|成本|费用|结余|结转|绝对值)"
)
_SCORE = re.compile(r"^(?:([^=×/\d]*)得分值?=|=)?((?=.*[×/]).*)$")
_OF_THIS = re.compile(r"(?:该|本|此|各)?(?:单?项|指标|单?项指标|评价指标)?(?:实际|最终|评价)?")
_SCORE_BY = re.compile(r"^按照?(.+?)×(?:该项|本项|该指标)?(?:分值|权重|满分)(?:计算?|计分|得分|记分|给分|折算)*$")
_DEFINED = re.compile(r"([^\W\d]+(?:率|度|比例|比重))=\(?[^=×\d]*/[^=×\d]*?\)?(?:×100%)?")
_VERSUS_YEAR = re.compile(r"([^,]*?)(?:与|和|同|较|比)上年(?:数|同期)?(?:相?比较?|对比)")
_ABSOLUTE = re.compile(r"[^\W\d]{0,10}(?:率|度|值|额|幅度)?均?(?:按|取|以)其?绝对值(?:计算?|比较|衡量)?")
_BASE = re.compile(rf"(?:本项|本指标|设)?(?:基础分|基本分|底分)(?:为|是|:)?({NUM})分")
_EARNED = re.compile(rf"每发生({NUM})次([\ue000-\uf8ff])加({NUM})分")
_LESS_THAN_ALL = re.compile(r"除外|除[^以]|不[含包计]|剔|不参评|扣[除减]|[但若仅且]|如果")
_ASIDE_COUNTS = re.compile(r"[\d≤≥<>=]|除外|除[^以]|[不得扣加减]|[但若仅且]|如果")
_BEYOND = re.compile(r"(?:(高于|超过|超出|大于|多于)|低于|小于|少于|不足)的(?:部分)?")
_AWARDED = re.compile(rf"^(.+?)(?:[,]|(?<=的))?({AWARD})$")
_GLUED = ("未", "不", "没", "除", "加", "减", "每", "至", "最多", "超过", "低于", "再", "另")  # change what points mean
COUNTED = re.compile(rf"(?:每|凡|如|若)?(?:有|发现|出现|发生|存在)?(\d+)(?:{MEASURES})|每(?:{MEASURES})")
_TOTAL = re.compile(rf"(?:本|该|此|单)?(?:项|指标)?(?:满分|基准分?|总分|最高分|分值|共计?|合计)(?:为|是|:)?({NUM})分")
_EACH = re.compile(rf"(?:以上|上述)?(每(?:1|一)?(?:{MEASURES})[^\d,，扣减加]{{0,6}}?)(?:各)?(?:得|计|记)?({NUM})分")
_EACH_DONE = re.compile(rf"每(?:1|一)?(?:{MEASURES})$|^每(?![年月季周半])[^，,\d]{{0,6}}?[1一](?:{MEASURES})")
_POINTS = re.compile(rf"\((?:满分|计|得|记|共)?({NUM})分\)")


@dataclass(frozen=True)
class Piece:
    """A statement, the words it came from, its sentence, and whether an enumerator stands before the sentence."""

    atom: Atom
    words: str
    sentence: int
    marked: bool


def pieces_of(text: str, marked: bool = False, first: int = 0) -> list[Piece]:
    """The statements of a text without enumerators, in order. `marked`: it is an item of a list."""
    pieces: list[Piece] = []
    for index, sentence in enumerate(sentences(_apart(text)), first):
        found = [piece for clause in _clauses(sentence) for piece in _pieces(clause, index, marked)]
        pieces += _labelled(found)
    return pieces


def _pieces(clause: str, sentence: int, marked: bool) -> list[Piece]:
    """The statements of a clause; words beside a rule stand for themselves."""
    found = atoms_of(clause)
    beside = len(found) > 1
    return [Piece(a, a.text if beside and isinstance(a, Unknown) else clause, sentence, marked) for a in found]


_SCORES = re.compile(rf"[得扣计记]{NUM}分|不得分|得?满分|扣完")


def _apart(text: str) -> str:
    """设有目标(1分)目标明确(1分), 甲2分、乙2分: points end their point; a bracket that scores is a sentence."""
    text = re.sub(r"\(([^()]*[,;。][^()]*)\)", lambda m: f";{m[1]};" if _SCORES.search(m[1]) else m[0], text)
    text = re.sub(r"(?<=分\))、|(?<=\d分)、", ";", text)
    return re.sub(rf"(\((?:满分|计|得)?{NUM}分\))(?=[\u4e00-\u9fff])(?!的|不得分)", r"\1;", text)


def _clauses(sentence: str) -> list[str]:
    sentence = re.sub(r",(?=(?:则|再|另)?(?:每(?:个|项|次|人|例|起|处))?扣[除减掉]?\d)", "", sentence)
    sentence = re.sub(r"、(?=扣完|每|得满分|不得分|不足|\d+(?:\.\d+)?%)", ",", sentence)
    sentence = re.sub(r":(?=\d)", "", sentence) if re.search(r":\d+%?[^,]*[-~—]", sentence) else sentence
    return [clause for clause in split(sentence, ",:") if clause and not HEADS.fullmatch(clause)]


def atoms_of(clause: str) -> list[Atom]:
    """The statements of one clause; one Unknown where no operator in it is understood."""
    marked = re.fullmatch(rf"(.+?)\((?:满分|计|得|记)?({NUM})分\)", clause)
    if marked and isinstance((before := atoms_of(marked[1]))[0], Unknown) and len(before) == 1:
        return [Unknown(marked[1]), Award(points=Decimal(marked[2]))]
    bare = re.fullmatch(rf"(.+?)\(({NUM})\)", clause)
    if bare and len(before := atoms_of(bare[1])) == 1 and isinstance(before[0], Condition | atoms.Otherwise):
        return [*before, Award(points=Decimal(bare[2]))]
    clause = re.sub(rf"^(.+?)\((?:满分|计|得|记)?({NUM}分)\)$", r"\1\2", clause)
    if total := _TOTAL.fullmatch(clause):
        return [atoms.Total(Decimal(total[1]))]
    if each := _EACH.fullmatch(clause):
        return [atoms.Each(Decimal(each[2]), each[1].removeprefix("每"))]
    if base := _BASE.fullmatch(clause):
        return [atoms.Base(Decimal(base[1]))]
    if earned := _EARNED.fullmatch(clause):
        return [atoms.BonusAtom(1, Decimal(earned[3]), Decimal(earned[1]), earned[2])]
    if beyond := _BEYOND.fullmatch(clause):
        return [atoms.Beyond(">" if beyond[1] else "<")]
    part = re.match(r"(?:此|该|本|这)(?:部分|类|方面|情形|种情形)(?=最[多高])", clause)
    if part and len(known := atoms_of(clause[part.end() :])) == 1 and isinstance(known[0], atoms.Most):
        return [replace(known[0], partly=part[0])]
    if "\ue000" <= clause[:1] <= "\uf8ff" and isinstance((known := atoms_of(clause[1:]) or [_SILENT])[0], atoms.Gain):
        return [replace(known[0], name=clause[0]), *known[1:]]
    spelled = one_spelling(clause)
    if not spelled:
        return []
    if _ABSOLUTE.fullmatch(spelled):
        return [atoms.Absolute()]
    if (years := _VERSUS_YEAR.fullmatch(spelled)) and not re.search(r"\d", spelled):
        return [atoms.Named(years[1])]
    if (defined := _DEFINED.fullmatch(spelled)) and not _LESS_THAN_ALL.search(spelled):
        return [atoms.Named(defined[1])]
    other = re.match(r"(?:否则|反之|其余|其他|其它)的?(.+)", clause)
    if other and parse_clause(spelled) is None and not isinstance((rest := atoms_of(other[1]))[0], Unknown):
        return [atoms.Otherwise(), *rest]
    return (
        _formula(spelled)
        or list(parse_clause(spelled) or ())
        or ([atoms.Named(spelled)] if _NAMED.fullmatch(spelled) else [])
        or _bracketed(clause)
        or step(spelled)
        or condition(spelled)
        or of_share(spelled)
        or versus(spelled)
        or _awarded(clause, spelled)
    )


def _formula(spelled: str) -> list[Atom]:
    by = _SCORE_BY.match(spelled)
    score = _SCORE.match(spelled)
    expression = f"{by[1]}×分值" if by else score[2] if score and _is_scored(score[1] or "", score[2]) else ""
    expression = re.sub(rf"({NUM})分(?=[×*/])", r"\1", expression)
    return [atoms.Score(expression)] if "×" in expression and not re.search(r"[≤≥<>=]", expression) else []


def _is_scored(name: str, expression: str) -> bool:
    """Whether 得分 is this indicator's: of no name, or of what is computed (预算执行率得分=预算执行率×10)."""
    return bool(_OF_THIS.fullmatch(name)) or name in expression


def _bracketed(clause: str) -> list[Atom]:
    """A clause with a bracket whose inside and outside are both understood: 每超过1%扣1分(扣完为止)."""
    match = re.fullmatch(r"([^()]*)\(([^()]+)\)([^()]*)", clause)
    if not match:
        return []
    outside, inside = [_known((match[1], match[3])), _known(split(match[2], ",;。"))]
    if outside and inside is None and not _ASIDE_COUNTS.search(match[2]):
        return [*outside, Unknown(match[2])]  # in brackets and without a number or condition: for a person to see
    return _glossed(match) if outside is None or inside is None else [*outside, *inside]


def _known(parts: Sequence[str]) -> list[Atom] | None:
    """The statements of all parts by the exact grammar; None where one isn't understood."""
    found: list[Atom] = []
    for part in parts:
        spelled = one_spelling(part)
        known = parse_clause(spelled) if spelled else ()
        if known is None:
            return None
        found += known
    return found


def _glossed(match: re.Match[str]) -> list[Atom]:
    """全部办结(完成率100%)得10分: the bracket says in numbers what the words before it say."""
    inside, behind = condition(one_spelling(match[2])), parse_clause(one_spelling(match[3]))
    alone = (
        len(inside) == 1
        and bool(getattr(inside[0], "subject", ""))
        and not re.search(r"[\d且或除但若仅≤≥<>=]", match[1])
    )
    if not alone or behind is None or len(behind) != 1 or not isinstance(behind[0], Award):
        return []
    return [Unknown(match[1]), *inside, *behind]


def _awarded(clause: str, spelled: str) -> list[Atom]:
    """A text with points behind it: the text, then the points; else the text."""
    match = _AWARDED.match(spelled)
    further = bool(match and match[2].startswith("扣") and match[1].endswith("再"))
    if further and match:
        spelled, clause = (
            f"{match[1][:-1]}{match[2]}",
            re.sub(r"再(?=扣[除减]?[\d一二两三四五六七八九十.]+分$)", "", clause),
        )
        match = _AWARDED.match(spelled)
    if match is None or match[1].removesuffix("的").endswith(_GLUED):
        return [Unknown(clause)]
    tail = match[2] if match[2].startswith(("得", "不", "扣")) else f"得{match[2]}"
    lost: list[Atom] = [Award(points=Decimal(tail[1:-1]), minus=True, further=further)] if tail[0] == "扣" else []
    award = lost or list(parse_clause(tail) or ())
    text = re.sub(
        r"[,的]?(?:可|则|即|此项|本项|该项)*(?:不得|不予?[计记扣减给]|[得计记给评扣](?:除|减|分为)?)?(?:\d+(?:\.\d+)?|满|零|全部?)?分(?:值的?\d+%)?$",
        "",
        clause,
    )
    return [Unknown(text or clause), *award]


_SILENT = Unknown("")


def _labelled(pieces: list[Piece]) -> list[Piece]:
    """Texts join the points, or the cases, that follow them in the sentence: a description, an event."""
    result: list[Piece] = []
    pending: list[Piece] = []
    for piece in pieces:
        atom = piece.atom
        if isinstance(atom, Unknown | atoms.Named):
            pending.append(piece)
            continue
        if pending and isinstance(atom, Award):
            result.append(_described(pending, piece, atom))
        elif pending and isinstance(atom, Occurrence):
            label = "，".join([*(text_of(each.atom) for each in pending), atom.event])
            result.append(replace(piece, atom=replace(atom, event=label, lacking=False)))
        elif pending and isinstance(atom, atoms.BonusAtom):
            result.append(replace(piece, atom=replace(atom, event="，".join(text_of(each.atom) for each in pending))))
        elif pending and isinstance(atom, atoms.Gain):
            name = "，".join([*(text_of(each.atom) for each in pending), *([atom.name] if atom.name else [])])
            result.append(replace(piece, atom=replace(atom, name=name)))
        else:
            condition = isinstance(atom, atoms.Score)
            result += [*(replace(each, marked=each.marked and not condition) for each in pending), piece]
        pending = []
    return [*result, *_joined(pending)]


def _joined(texts: list[Piece]) -> list[Piece]:
    """The texts of a sentence that scores nothing, as one."""
    if len(texts) < 2:
        return texts
    words = "，".join(piece.words for piece in texts)
    return [replace(texts[0], atom=Unknown("，".join(text_of(piece.atom) for piece in texts)), words=words)]


def _described(texts: list[Piece], piece: Piece, award: Award) -> Piece:
    label = "，".join(text_of(each.atom) for each in texts).removesuffix("的")
    words = f"{'，'.join(each.words for each in texts)}"
    counted = counting(one_spelling(label))
    if not award.minus and award.points and _EACH_DONE.search(label):
        return replace(piece, atom=atoms.Each(award.points, label.removeprefix("每")), words=words)
    if award.minus and counted is not None and award.points is not None:
        per = counted
        event = re.sub(r"^(?:每|凡)(?=有|发现|出现|发生|存在)", "", label)
        return replace(
            piece, atom=Occurrence(event, per, award.points, False), words=f"{words}，扣{plain(award.points)}分"
        )
    return replace(piece, atom=Described(label, award, piece.marked), words=words)


def counting(spelled: str) -> Decimal | None:
    """How many cases make one deduction: by what stands last, 每件 before 三次; None where nothing is counted."""
    found = list(COUNTED.finditer(spelled))
    each = [match for match in found if match[1] is None]
    chosen = each[-1] if each else found[-1] if found else None
    return None if chosen is None else Decimal(chosen[1] or 1)


def text_of(atom: Atom) -> str:
    """The text in a statement that is nothing but text."""
    return atom.text if isinstance(atom, Unknown) else str(getattr(atom, "subject", ""))
