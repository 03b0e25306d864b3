"""The demo partnership: Brackwater. Town, agencies, people, texts and figures are all invented."""

from saferplan.documents.demo.accounts import DemoAccount, demo_accounts, let_demo_accounts_see
from saferplan.documents.demo.load import load_demo
from saferplan.documents.demo.publications import publish_demo
from saferplan.documents.demo.reports import demo_report
from saferplan.documents.demo.story import QUARTERS

__all__ = [
    "QUARTERS",
    "DemoAccount",
    "demo_accounts",
    "demo_report",
    "let_demo_accounts_see",
    "load_demo",
    "publish_demo",
]
