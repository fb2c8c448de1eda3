"""Frameworks (指标体系): indicators with weights and criteria, as dated, cited data of templates/frameworks."""

from jixiao.frameworks.load import SAMPLE, FrameworkError, load_framework, shipped
from jixiao.frameworks.model import Framework, Indicator, Settings

__all__ = ["SAMPLE", "Framework", "FrameworkError", "Indicator", "Settings", "load_framework", "shipped"]
