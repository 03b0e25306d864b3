"""Priority 3 of the demo: burglary and vehicle crime. Invented."""

from __future__ import annotations

from saferplan.documents.demo.story import ActivityStory, CardStory, PriorityStory, criteria, q, s

INSPECTOR = "Neighbourhood Inspector"
OFFICER = "Crime Prevention Officer"
PARKING = "Parking Services Manager"

CARD = CardStory(
    targets=("3.1a", "3.1b"),
    owner=OFFICER,
    aim="Fewer homes are broken into, and nobody is burgled twice.",
    criteria=criteria(
        "Every burgled home is visited within 48 hours and repeat burglary is below the baseline.",
        "Visited within 5 days, or repeat burglary is at the baseline.",
        "Visits take longer, or repeat burglary is above the baseline.",
    ),
    said=(
        q("g=", "Officers and wardens visited each burgled home and its neighbours. Marking kits went to Fenside."),
        q("g=", "The visits continue. Fenside and Millgate streets now have named street contacts."),
        q("g=", "Students received marking kits before the summer break, and landlords fitted better locks."),
        q(
            "g+",
            "Repeat burglary stood at 4% of burglaries in the 12 months to September 2025, against a baseline of "
            "9% in 2023-24 (police recorded crime).",
        ),
        q("g=", "Dark evening visits covered all streets on the map. Timers for lamps were given out at the market."),
        q("g=", "Locksmith vouchers were taken up by most of the burgled households that were offered them."),
        q(
            "g=",
            "The street contacts met in May and chose the alleys that need gates first. Burgled homes and their "
            "neighbours were visited within two days.",
        ),
        q(
            "g=",
            "Visits to burgled homes and their neighbours were on time throughout the summer.\n\n- Marking kits have "
            "now reached every street on the "
            "burglary map.\n- Repeat burglary remained at less than half of the baseline of 2023-24 (police recorded "
            "crime).",
        ),
    ),
)

ACTIVITIES = (
    ActivityStory(
        code="3.1a",
        title="Visit every burgled home and its neighbours within two days",
        priority=3,
        lights=("g=", "g=", "g=", "g+", "g=", "g=", "g=", "g="),
    ),
    ActivityStory(
        code="3.1b",
        title="Marking kits and better locks for streets with repeat burglary",
        priority=3,
        lights=("g=", "g+", "g=", "g=", "g=", "g+", "g=", "g="),
    ),
    ActivityStory(
        code="3.1c",
        title="Reduce theft from vans and cars in car parks and on the estates",
        priority=3,
        owner=INSPECTOR,
        criteria=criteria(
            "Vehicle crime is below the baseline and patrols meet the plan.",
            "Vehicle crime is up to 10% above the baseline.",
            "Vehicle crime is more than 10% above the baseline.",
        ),
        said=(
            q("g=", "Patrols follow the map of van thefts. Tool marking days were held at both builders' merchants."),
            q("g=", "Vans were the subject of the spring campaign; trade customers asked for it again next year."),
            q("g=", "Patrol times moved to the early morning, when most van thefts happen."),
            q("g=", "Tool marking continued through the summer with support from the merchants."),
            q("g=", "Vehicle crime was at the baseline. Estate wardens left advice cards on vans parked overnight."),
            q("g-", "Thefts rose on the Fenside estate in March. Patrols were moved there from the town centre."),
            q(
                "a-",
                "Vehicle crime is 7% above the baseline of 2023-24 (police recorded crime). Thieves now use "
                "devices that copy keys.",
                s("Run signal-blocking pouch days at each supermarket", INSPECTOR, "2026-09-11"),
            ),
            q(
                "r-",
                "Vehicle crime is 13% above the baseline of 2023-24 (police recorded crime), the third quarter of "
                "rises. The pouch days were well attended but have not turned the trend.",
                s("Start the joint operation with the force's vehicle crime team", INSPECTOR, "2026-12-14"),
                s("Bring the board a costed plan for cameras at the estate entrances", OFFICER, "2026-12-10"),
            ),
        ),
    ),
    ActivityStory(
        code="3.1d",
        title="Bring all council car parks up to the safer parking standard",
        priority=3,
        owner=PARKING,
        criteria=criteria(
            "Car parks are assessed on their dates and crime in them is falling.",
            "One assessment is late, or crime in them is unchanged.",
            "Two assessments are late, or crime in them is rising.",
        ),
        said=(
            q("g=", "Harbour Road car park passed its assessment in October."),
            q("g=", "Lamps at Millgate were replaced, and its assessment is booked for May."),
            q("g=", "Millgate passed. Station Road has new fencing and a call point."),
            q("g=", "Station Road passed in September. Only the market car park is still to be assessed."),
            q("g+", "The market car park has its new barrier, and the assessor came in December."),
            q("c+", "All council car parks now meet the standard. Yearly checks are part of the parking contract."),
            q("c ", "Finished in March 2026; the first yearly check was passed."),
            q("c ", "Finished in March 2026; nothing has changed since."),
        ),
    ),
    ActivityStory(
        code="3.1e",
        title="A cycle register at the railway station",
        priority=3,
        owner=PARKING,
        criteria=criteria(
            "Register days are held monthly and cycle theft is below the baseline.",
            "Days are held in two of three months.",
            "Fewer days are held, or cycle theft is above the baseline.",
        ),
        last="2025-09",
        said=(
            q("g=", "Register days were held on the first Saturday of each month at the station."),
            q("g=", "Commuters asked for evening hours, so the March day ran until seven."),
            q(
                "a-",
                "The June day was cancelled for building work at the station.",
                s("Find another place for register days", PARKING, "2025-08-29"),
            ),
            q(
                "a=",
                "The national register now offers the same free of charge, so the board is asked to close this.",
                s("Ask the board to take the activity out of the plan", PARKING, "2025-12-11"),
            ),
        ),
    ),
)

STORY = PriorityStory(
    number=3,
    title="Burglary and vehicle crime",
    objective="Homes, vans and cars in Brackwater are harder to break into.",
    lights=("g=", "g=", "g=", "g=", "g=", "g=", "g-", "a-"),
    card=CARD,
    activities=ACTIVITIES,
    results=(
        (
            "g=",
            "Vehicle crime: 534 offences in the 12 months to December 2024, against a baseline of 540 in 2023-24 "
            "(police recorded crime).",
        ),
        (
            "g=",
            "Vehicle crime: 529 offences in the 12 months to March 2025, against a baseline of 540 in 2023-24 "
            "(police recorded crime).",
        ),
        (
            "g+",
            "Vehicle crime: 517 offences in the 12 months to June 2025, against a baseline of 540 in 2023-24 "
            "(police recorded crime).",
        ),
        (
            "g=",
            "Vehicle crime: 521 offences in the 12 months to September 2025, against a baseline of 540 in 2023-24 "
            "(police recorded crime).",
        ),
        (
            "g=",
            "Vehicle crime: 538 offences in the 12 months to December 2025, against a baseline of 540 in 2023-24 "
            "(police recorded crime).",
        ),
        (
            "a-",
            "Vehicle crime: 556 offences in the 12 months to March 2026, against a baseline of 540 in 2023-24 "
            "(police recorded crime).",
        ),
        (
            "a-",
            "Vehicle crime: 578 offences in the 12 months to June 2026, against a baseline of 540 in 2023-24 "
            "(police recorded crime).",
        ),
        (
            "r-",
            "Vehicle crime: 612 offences in the 12 months to September 2026, against a baseline of 540 in 2023-24 "
            "(police recorded crime).",
        ),
    ),
)
