"""Who may do what, as a table: the whole of it, so that a right given by mistake is seen."""

from __future__ import annotations

import pytest

from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.permissions import can, check_right
from saferplan.accounts.rules import Right, Role, may, needs_second_step

# A column a right, in the order of `Right`.
TABLE: dict[Role | None, str] = {
    #                    ready live findings contribute review edit administer
    None: "-------",
    Role.BOARD_MEMBER: "x------",
    Role.VIEWER: "xxx----",
    Role.CONTRIBUTOR: "xxxx---",
    Role.REVIEWER: "xxxxx--",
    Role.EDITOR: "xxxxxx-",
    Role.ADMINISTRATOR: "xxxxxxx",
}


def test_the_table_is_whole() -> None:
    assert set(TABLE) == {None, *Role}
    assert {len(row) for row in TABLE.values()} == {len(Right)}


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("role", TABLE)
def test_who_may_do_what(role: Role | None, right: Right) -> None:
    expected = TABLE[role][list(Right).index(right)] == "x"
    assert may(role, right) is can(role, right) is expected
    if expected:
        check_right(role, right)
    else:
        with pytest.raises(NotAllowed, match=right.value):
            check_right(role, right)


@pytest.mark.parametrize(("role", "needs"), [(None, False), *((role, "x" in TABLE[role][5:]) for role in Role)])
def test_who_can_change_what_others_see_needs_a_second_step(role: Role | None, needs: bool) -> None:
    assert needs_second_step(role) is needs
