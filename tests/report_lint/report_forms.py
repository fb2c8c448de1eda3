"""Reports of made-up units in five forms, consistent in themselves, and faults to be planted: text before → after.

A: numbered outline. B: prose without headings, 元. C: 一是二是, shares named. D: short lines and lists. E: nested 其中, 亿元.
HELD_OUT was written when the reading stood, and was not tuned on.
"""
# ruff: noqa: E501 - a paragraph is a line

from dataclasses import dataclass
from decimal import Decimal
from random import Random


@dataclass(frozen=True)
class Written:
    """A report, and what can be spoiled in it: kind → (words, other words, code due)."""

    name: str
    text: str
    faults: dict[str, tuple[str, str, str]]


def _money(number: Decimal) -> str:
    return f"{number:.2f}"


def _share(part: Decimal, whole: Decimal) -> str:
    return f"{part * 100 / whole:.2f}"


class Figures:
    """Consistent figures of one unit."""

    def __init__(self, random: Random) -> None:
        self.posts = [random.randint(6, 20), random.randint(3, 15), random.randint(1, 4)]
        self.staff = [post - random.randint(0, 1) for post in self.posts]
        self.retired = random.randint(3, 20)
        self.basic, self.project = (Decimal(random.randint(10000, 90000)) / 100 for _ in range(2))
        self.pay = (self.basic * Decimal("0.8")).quantize(Decimal("0.01"))
        self.running = self.basic - self.pay
        self.spent = self.basic + self.project
        self.car, self.guests = (Decimal(random.randint(50, 900)) / 100 for _ in range(2))
        self.public = self.car + self.guests
        self.before = self.public + Decimal(random.randint(20, 300)) / 100
        self.drop = (self.before - self.public) * 100 / self.before
        self.score = random.randint(90, 98)


def _parts(numbers, names):
    return [f"{name}{number}" for name, number in zip(names, numbers, strict=True)]


def form_a(v: Figures, unit: str) -> Written:
    """Numbered outline, 名, shares in a list."""
    posts, staff = v.posts, v.staff
    text = f"""{unit}2024年度部门整体支出绩效自评报告
评价年度：2024
评价单位（公章）：{unit}
一、基本情况
（一）机构人员。{unit}核定编制{sum(posts)}名，其中行政编制{posts[0]}名，事业编制{posts[1]}名，工勤编制{posts[2]}名。截至2024年12月31日，在职人员{sum(staff)}人，其中行政人员{staff[0]}人、事业人员{staff[1]}人、工勤人员{staff[2]}人；离退休人员{v.retired}人。在职人员中党员{min(staff) + 2}人，女职工{max(staff)}人。
（二）资金情况。2024年支出合计{_money(v.spent)}万元，其中：基本支出{_money(v.basic)}万元，占{_share(v.basic, v.spent)}%；项目支出{_money(v.project)}万元，占{_share(v.project, v.spent)}%。
（三）“三公”经费。2024年“三公”经费支出{_money(v.public)}万元，其中：因公出国（境）费0万元，公务用车购置费0万元，公务用车运行维护费{_money(v.car)}万元，公务接待费{_money(v.guests)}万元。2024年“三公”经费由上年的{_money(v.before)}万元降至{_money(v.public)}万元，下降{v.drop:.2f}%。
二、评价结论
经自评，我单位2024年度整体支出绩效自评得分{v.score}分，等次为“优”。预算执行率扣{100 - v.score}分，原因是部分项目未完成支付。
三、存在问题
预算编制还不够精细，部分项目启动较晚。
四、改进措施
进一步细化预算编制，加快项目启动。
"""
    return Written("提纲式", text, {
        "编制相加": (f"事业编制{posts[1]}名", f"事业编制{posts[1] + 3}名", "L04"),
        "在职相加": (f"在职人员{sum(staff)}人", f"在职人员{sum(staff) - 1}人", "L04"),
        "占比": (f"占{_share(v.basic, v.spent)}%", f"占{v.basic * 100 / v.spent + 1:.2f}%", "L06"),
        "三公相加": (f"公务接待费{_money(v.guests)}万元", f"公务接待费{_money(v.guests + 1)}万元", "L04"),
        "下降率": (f"下降{v.drop:.2f}%", f"下降{v.drop + 1:.2f}%", "L08"),
    })  # fmt: skip


def form_b(v: Figures, unit: str) -> Written:
    """Prose, amounts in 元."""

    def yuan(number: Decimal) -> str:
        return f"{number * 10000:,.0f}"

    staff = v.staff
    text = f"""关于{unit}2024年度部门整体支出绩效自评情况的报告
评价年度：2024
根据财政部门要求，{unit}对2024年度整体支出开展了绩效自评。本单位在职职工{sum(staff)}人，其中公务员{staff[0]}人，事业人员{staff[1]}人，工勤人员{staff[2]}人。在职人员编制{sum(v.posts)}人，无超编。
2024年度总支出{yuan(v.spent)}元，其中：基本支出{yuan(v.basic)}元，占总支出的{_share(v.basic, v.spent)}%；项目支出{yuan(v.project)}元，占总支出的{_share(v.project, v.spent)}%。基本支出{yuan(v.basic)}元，其中：人员经费{yuan(v.pay)}元，公用经费{yuan(v.running)}元。办公用房面积1250平方米，接待来访群众320人次。
全年三公经费支出{yuan(v.public)}元，其中公务用车购置及运行维护费{yuan(v.car)}元，公务接待费{yuan(v.guests)}元，因公出国（境）费0元。三公经费比上年减少。本年三公经费{yuan(v.public)}元，比上年的{yuan(v.before)}元，下降{v.drop:.2f}%。
自评得分{v.score}分，自评等次为优，因执行进度扣{100 - v.score}分。存在问题：资金支付进度前慢后快。改进措施：加快支付进度。
"""
    return Written("叙述式（元）", text, {
        "在职相加": (f"公务员{staff[0]}人", f"公务员{staff[0] + 2}人", "L04"),
        "支出相加": (f"项目支出{yuan(v.project)}元", f"项目支出{yuan(v.project + 10)}元", "L04"),
        "占比": (f"占总支出的{_share(v.project, v.spent)}%", f"占总支出的{v.project * 100 / v.spent - 1:.2f}%", "L06"),
        "基本支出相加": (f"公用经费{yuan(v.running)}元", f"公用经费{yuan(v.running - 1)}元", "L04"),
        "下降率": (f"下降{v.drop:.2f}%", f"下降{v.drop / 2:.2f}%", "L08"),
    })  # fmt: skip


def form_c(v: Figures, unit: str) -> Written:
    """一是二是, city style."""
    staff, posts = v.staff, v.posts
    text = f"""{unit}整体支出绩效自评报告（2024年度）
评价年度：2024
一是人员情况。单位现有人员编制{sum(posts)}名（行政{posts[0]}名、事业{posts[1]}名、工勤{posts[2]}名）。实有在编人员{sum(staff)}名，包括行政{staff[0]}名，事业{staff[1]}名，工勤{staff[2]}名。
二是收支情况。年度支出总额为{_money(v.spent)}万元，按性质分，基本支出{_money(v.basic)}万元（占支出总额的{_share(v.basic, v.spent)}%），项目支出{_money(v.project)}万元（占支出总额的{_share(v.project, v.spent)}%）。
三是三公经费情况。全年三公经费决算数{_money(v.public)}万元，其中公务用车运行维护费{_money(v.car)}万元，公务接待费{_money(v.guests)}万元，无因公出国（境）费、公务用车购置费。三公经费决算数{_money(v.public)}万元，较上年减少{_money(v.before - v.public)}万元，降低{v.drop:.2f}%。
四是项目情况。组织培训3场次，覆盖240人次，培训合格率98.50%，发放宣传资料1500份，较上年增加200份。项目预算执行率95.20%，其中重点项目执行率97.10%。
五是自评结果。自评综合得分{v.score}分，评定等级为优。
六是存在的问题。绩效目标设置不够量化。七是改进措施。细化绩效目标。
"""
    return Written("分点式", text, {
        "编制相加": (f"工勤{posts[2]}名）", f"工勤{posts[2] + 2}名）", "L04"),
        "在编相加": (f"实有在编人员{sum(staff)}名", f"实有在编人员{sum(staff) + 1}名", "L04"),
        "占比": (f"（占支出总额的{_share(v.basic, v.spent)}%）", f"（占支出总额的{v.basic * 100 / v.spent + 2:.2f}%）", "L06"),
        "三公相加": (f"三公经费决算数{_money(v.public)}万元，其中", f"三公经费决算数{_money(v.public + 1)}万元，其中", "L05"),
        "下降率": (f"降低{v.drop:.2f}%", f"降低{v.drop + 3:.2f}%", "L08"),
    })  # fmt: skip


def form_d(v: Figures, unit: str) -> Written:
    """Short lines and lists."""
    staff = v.staff
    text = f"""部门整体支出绩效自评报告
评价单位：{unit}
评价年度：2024
填报日期：2025年6月10日
1.基本情况
在职人员：{sum(staff)}人，其中：行政编制人员{staff[0]}人；事业编制人员{staff[1]}人；工勤编制人员{staff[2]}人。
离退休人员：{v.retired}人。
2.预算执行
支出决算{_money(v.spent)}万元，其中：
基本支出{_money(v.basic)}万元；项目支出{_money(v.project)}万元。
支出决算{_money(v.spent)}万元，包括：基本支出{_money(v.basic)}万元、占比{_share(v.basic, v.spent)}%，项目支出{_money(v.project)}万元、占比{_share(v.project, v.spent)}%。
3.“三公经费”
2023年三公经费支出{_money(v.before)}万元，2024年三公经费支出{_money(v.public)}万元，同比下降{v.drop:.2f}%。
4.自评得分
自评得分{v.score}分，等次：优；产出指标扣{100 - v.score}分，两项未按期完成。
5.问题
个别项目进度偏慢。
6.措施
倒排工期，加快进度。
"""
    return Written("条目式", text, {
        "在职相加": (f"事业编制人员{staff[1]}人", f"事业编制人员{staff[1] - 1}人", "L04"),
        "支出相加": (f"包括：基本支出{_money(v.basic)}万元", f"包括：基本支出{_money(v.basic + 2)}万元", "L04"),
        "占比": (f"占比{_share(v.project, v.spent)}%", f"占比{v.project * 100 / v.spent + 1:.2f}%", "L06"),
        "下降率": (f"同比下降{v.drop:.2f}%", f"同比下降{v.drop + 2:.2f}%", "L08"),
    })  # fmt: skip


def form_e(v: Figures, unit: str) -> Written:
    """Nested 其中, 亿元 beside 万元."""
    posts, big = v.posts, v.spent * 10
    text = f"""{unit}2024年部门整体支出绩效评价自评报告
评价年度：2024
{unit}为正科级单位，内设办公室等5个科室，编制总数{sum(posts)}人（其中：行政编制{posts[0]}人，事业编制{posts[1]}人，工勤编制{posts[2]}人），在职人数{sum(v.staff)}人。
2024年我单位支出预算总额{big / 10000:.6f}亿元，其中基本支出{_money(v.basic * 10)}万元（其中人员经费{_money(v.pay * 10)}万元，公用经费{_money(v.running * 10)}万元），项目支出{_money(v.project * 10)}万元。
项目支出中，道路维修项目120.00万元，占项目资金的比例较大；惠民项目资金80.00万元，较上年增加12.50%。
三公经费预算数{_money(v.public)}万元，其中：公务用车运行费{_money(v.car)}万元，公务接待{_money(v.guests)}万元，公务用车购置0万元，因公出国（境）0万元。
三公经费从{_money(v.before)}万元下降到{_money(v.public)}万元，降幅{v.drop:.2f}%。
综合自评{v.score}分，结果为优。问题：制度执行不到位。措施：完善制度。
"""
    return Written("嵌套式", text, {
        "编制相加": (f"行政编制{posts[0]}人", f"行政编制{posts[0] + 1}人", "L04"),
        "人员公用相加": (f"公用经费{_money(v.running * 10)}万元", f"公用经费{_money(v.running * 10 + 5)}万元", "L04"),
        "三公相加": (f"公务接待{_money(v.guests)}万元", f"公务接待{_money(v.guests + 2)}万元", "L04"),
        "降幅": (f"降幅{v.drop:.2f}%", f"降幅{v.drop + 5:.2f}%", "L08"),
    })  # fmt: skip


FORMS = (form_a, form_b, form_c, form_d, form_e)
UNITS = ("白河县农业农村局", "石门县文化馆", "东山市水利局", "临溪县档案馆")


def reports() -> list[Written]:
    """Twenty: five forms, four units each."""
    return [form(Figures(Random(f"{form.__name__}{n}")), unit) for form in FORMS for n, unit in enumerate(UNITS)]


HELD_OUT = (
    Written(
        "补写一",
        """松河县林业局2024年度部门整体支出绩效自评报告
评价年度：2024
编制情况：我局核定行政编制8名，事业编制6名，合计14名。年末实有在职职工13人（行政8人，事业5人），退休人员21人。
2024年部门决算总支出1,234.56万元，其中基本支出800.00万元，占比64.80%；项目支出434.56万元，占比35.20%。造林3200亩，完成率106.67%。
“三公”经费共支出5.60万元，较2023年7.00万元减少1.40万元，下降20.00%；其中公车运行维护费3.60万元、公务接待费2.00万元。
自评总分93.5分，等级为优。扣6.5分，主要是项目进度慢。存在的问题是项目进度慢，下一步加强调度。
""",
        {
            "在职相加": ("事业5人）", "事业6人）", "L04"),
            "支出相加": ("项目支出434.56万元", "项目支出444.56万元", "L04"),
            "占比": ("占比35.20%", "占比36.20%", "L06"),
            "下降率": ("下降20.00%", "下降25.00%", "L08"),
            "三公相加": ("公务接待费2.00万元", "公务接待费3.00万元", "L04"),
        },
    ),
    Written(
        "补写二",
        """关于报送2024年度绩效自评情况的函
评价年度：2024
平原镇人民政府年初批复支出预算500.00万元，包括人员支出300.00万元、公用支出50.00万元、项目支出150.00万元。全年完成支出480.00万元，完成预算的96.00%。
2024年本单位收入总计500.00万元，其中：财政拨款收入450.00万元，占90.00%；其他收入50.00万元，占10.00%。收入比上年增加25.00万元，增长5.26%。
现有在编人员30人，其中行政人员18人、事业人员12人；另有临聘人员7人，大学以上学历20人。
全镇修建道路12公里，其中硬化8公里；发放补贴36.5万元，惠及1200户，其中困难户300户。
得分95分，属优秀等次；因档案不全扣5分。问题和建议：档案整理不及时。
""",
        {
            "收入相加": ("其他收入50.00万元", "其他收入60.00万元", "L04"),
            "占比": ("占90.00%", "占91.00%", "L06"),
            "在编相加": ("行政人员18人", "行政人员20人", "L04"),
            "增长率": ("增长5.26%", "增长8.26%", "L08"),
        },
    ),
    Written(
        "补写三",
        """云岭市体育中心部门整体支出绩效自评
评价年度：2024
截止2024年底，中心事业编制40名，在职37人，离退休12人。
年度收入决算数2,150.30万元，支出决算数2,098.75万元，结转51.55万元。支出决算数2,098.75万元，由基本支出1,320.10万元和项目支出778.65万元构成，分别占62.90%和37.10%。
“三公”经费支出：2023年8.50万元，2024年7.65万元，下降10.00%。
举办赛事26场，同比增加4场，参与5.2万人次，满意度94.6%。场馆使用率由85%提高到91%。
自评91.2分，评价等次为优；赛事场次未达标扣8.8分。
""",
        {
            "支出相加": ("项目支出778.65万元", "项目支出788.65万元", "L04"),
            "占比": ("分别占62.90%和37.10%", "分别占62.90%和38.10%", "L06"),
            "下降率": ("下降10.00%", "下降12.00%", "L08"),
        },
    ),
)
HELD_AGAIN = (
    Written(
        "再补一",
        """青田县司法局二〇二四年度整体支出绩效自评报告
评价年度：2024
我局机关行政编制22名、工勤编制2名，人员编制共24名。2024年末在职在编人员21人，其中：公务员19人，工勤人员2人。
2024年度本部门收入合计820.50万元，其中财政拨款收入810.00万元，占98.72%，其他收入10.50万元，占1.28%。
2024年度支出合计815.20万元。其中：基本支出612.40万元，占75.12%；项目支出202.80万元，占24.88%。基本支出中，人员经费540.00万元，公用经费72.40万元。
2024年度“三公”经费支出决算4.20万元，其中：公务用车运行维护费3.00万元，占71.43%；公务接待费1.20万元，占28.57%；因公出国（境）费0万元；公务用车购置费0万元。公务接待12批次96人次。
2024年度“三公”经费支出决算4.20万元，比上年减少0.60万元，下降12.50%。
自评得分92分，等次为优。调解成功率未达标扣8分。存在问题：人民调解力量不足。
""",
        {
            "收入相加": ("其他收入10.50万元", "其他收入12.50万元", "L04"),
            "收入占比": ("占1.28%", "占1.82%", "L06"),
            "在职相加": ("公务员19人", "公务员20人", "L04"),
            "支出相加": ("项目支出202.80万元", "项目支出220.80万元", "L04"),
            "三公占比": ("占71.43%", "占74.13%", "L06"),
            "下降率": ("下降12.50%", "下降15.20%", "L08"),
        },
    ),
    Written(
        "再补二",
        """汇报材料：沙湾区退役军人事务局2024年度部门整体绩效自评
评价年度：2024
全局在编在岗12人，其中行政人员7人、事业人员5人。服务退役军人1.2万人，走访慰问830人次。
全年支出9,860,000元，其中：基本支出2,160,000元（人员经费1,900,000元，公用经费260,000元），项目支出7,700,000元。项目支出占比78.09%。
三公经费本年25,000元，上年30,000元，下降16.67%。优抚对象满意率97%，较上年提高2个百分点。
得分94.5分，评定为优。优待证发放不及时扣5.5分。问题：档案数字化滞后。
""",
        {
            "在编相加": ("在编在岗12人", "在编在岗11人", "L04"),
            "支出相加": ("项目支出7,700,000元。", "项目支出7,070,000元。", "L04"),
            "基本支出相加": ("公用经费260,000元", "公用经费620,000元", "L04"),
            "下降率": ("下降16.67%", "下降19.67%", "L08"),
        },
    ),
)
