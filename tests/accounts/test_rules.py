from __future__ import annotations

import pytest

from saferplan.accounts.rules import Role, may_edit, may_see_findings, may_see_live


@pytest.mark.parametrize(
    ("role", "live_is_open", "live", "findings", "edit"),
    [
        (None, False, False, False, False),
        (None, True, True, False, False),
        (Role.VIEWER, False, True, True, False),
        (Role.VIEWER, True, True, True, False),
        (Role.EDITOR, False, True, True, True),
    ],
)
def test_who_may_do_what(role: Role | None, live_is_open: bool, live: bool, findings: bool, edit: bool) -> None:
    assert may_see_live(role, live_is_open=live_is_open) is live
    assert may_see_findings(role) is findings
    assert may_edit(role) is edit
