"""The agencies and contacts of the demo. All are invented."""

from __future__ import annotations

from dataclasses import dataclass

from saferplan.accounts.rules import Role

NAME = "Brackwater Community Safety Partnership (invented)"
MOTTO = "Safer together on the Brack"
SLUG = "brackwater"

# Name and short name.
AGENCIES = (
    ("Brackwater Borough Council", "Council"),
    ("Mereshire Police", "Police"),
    ("Mereshire Fire and Rescue Service", "Fire service"),
    ("Mereshire Probation Service", "Probation"),
    ("Brack Valley NHS Trust", "NHS"),
    ("Saltmarsh Homes", "Saltmarsh"),
    ("Brackwater Youth Trust", "Youth Trust"),
    ("Haven House", "Haven House"),
)

# Name, job as the reports have it, agency.
PEOPLE = (
    ("Imogen Thwaite", "Night Time Economy Manager", "Council"),
    ("Rafiq Osmund", "Licensing Manager", "Council"),
    ("Bettina Crail", "Town Centre Manager", "Council"),
    ("Josip Harrowby", "Domestic Abuse Coordinator", "Council"),
    ("Dilys Penhallow", "Parking Services Manager", "Council"),
    ("Marek Oldacre", "Anti-social Behaviour Lead", "Council"),
    ("Chandra Whitlock", "Community Warden Leader", "Council"),
    ("Oonagh Verity", "Trading Standards Manager", "Council"),
    ("Tobias Quennell", "Community Cohesion Officer", "Council"),
    ("Saskia Burnham", "Digital Inclusion Officer", "Council"),
    ("Everard Nwosu", "Youth Justice Manager", "Council"),
    ("Philippa Tolland", "Education Safeguarding Lead", "Council"),
    ("Hamish Abara", "Neighbourhood Inspector", "Police"),
    ("Ruth Castellan", "Public Protection Inspector", "Police"),
    ("Leopold Singh", "Crime Prevention Officer", "Police"),
    ("Anwen Fairley", "Exploitation Coordinator", "Police"),
    ("Gwilym Stroud", "Fire Prevention Manager", "Fire service"),
    ("Nerys Okonjo", "Resettlement Manager", "Probation"),
    ("Priya Lockhart", "Safeguarding Lead Nurse", "NHS"),
    ("Caspian Dove", "Young People's Mental Health Lead", "NHS"),
    ("Martha Ellwood", "Tenancy Services Manager", "Saltmarsh"),
    ("Kwame Rudd", "Youth Work Manager", "Youth Trust"),
    ("Sorcha Vane", "Refuge Services Manager", "Haven House"),
)


def address_of(name: str) -> str:
    return f"{name.casefold().replace(' ', '.')}@brackwater.example"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in to the demo, and who they are there."""

    email: str
    role: Role
    name: str
    job: str
    agency: str


def _contributor(name: str, role: Role = Role.CONTRIBUTOR) -> Account:
    """One of the contacts above, under their own address."""
    job, agency = next((job, agency) for each, job, agency in PEOPLE if each == name)
    return Account(address_of(name), role, name, job, agency)


ACCOUNTS = (
    Account("viewer@brackwater.example", Role.VIEWER, "Flora Penhale", "Policy Officer", "Council"),
    Account("board@brackwater.example", Role.BOARD_MEMBER, "Augustin Reeve", "Chair of the Board", "Council"),
    _contributor("Hamish Abara"),
    _contributor("Gwilym Stroud"),
    _contributor("Rafiq Osmund"),
    Account("reviewer@brackwater.example", Role.REVIEWER, "Ottilie Marchbank", "Performance Officer", "Council"),
    Account("editor@brackwater.example", Role.EDITOR, "Wilfred Tarrant", "Community Safety Officer", "Council"),
    Account("administrator@brackwater.example", Role.ADMINISTRATOR, "Zelda Inskip", "Partnership Lead", "Council"),
)
