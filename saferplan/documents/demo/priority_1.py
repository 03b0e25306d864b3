"""Priority 1 of the demo: nights out. Invented."""

from __future__ import annotations

from saferplan.documents.demo.story import ActivityStory, CardStory, PriorityStory, criteria, q, s

MANAGER = "Night Time Economy Manager"
INSPECTOR = "Neighbourhood Inspector"
BUSINESS = "Town Centre Manager"
LICENSING = "Licensing Manager"

CARD = CardStory(
    targets=("1.1a", "1.1b"),
    owner=MANAGER,
    aim="Everybody who comes to the harbour quarter for a night out gets home safely.",
    criteria=criteria(
        "Marshals and the rank are staffed on 9 of 10 weekend nights, and violence is no higher than the baseline.",
        "Staffed on 7 or 8 of 10 weekend nights, or violence is up to 10% above the baseline.",
        "Staffed on fewer nights, or violence is more than 10% above the baseline.",
    ),
    said=(
        q(
            "a=",
            "Marshals worked most weekend nights before Christmas. The taxi rank had no host on Sundays.",
            s("Recruit hosts for Sunday nights", MANAGER, "2025-02-28"),
        ),
        q(
            "a=",
            "Sunday hosts for the taxi rank are recruited and in training. Marshals missed a few wet weekends.",
            s("Agree a rota that covers sickness", MANAGER, "2025-05-30"),
        ),
        q(
            "r-",
            "The grant for street marshals ended in May. Since then the harbour quarter has had none on Fridays.",
            s("Bring the board costed options for paying for marshals", MANAGER, "2025-08-29"),
        ),
        q(
            "r-",
            "Marshals now work on Saturdays only, paid from a reserve that lasts until December. The taxi rank is "
            "staffed by volunteers. The board is asked to decide how both are paid for.",
            s("Put the three options before the board", MANAGER, "2025-12-11"),
        ),
        q(
            "a+",
            "The board agreed a shared fund in December. Marshals are back on Fridays; hiring for Saturdays goes on.",
            s("Fill the Saturday rota", MANAGER, "2026-02-27"),
        ),
        q(
            "a+",
            "Both weekend nights have marshals again. The taxi rank still closes an hour early on Saturdays.",
            s("Extend the host's hours to 4am", MANAGER, "2026-05-29"),
        ),
        q(
            "g+",
            "Marshals and the taxi rank were staffed on every weekend night. Venues report shorter queues for taxis.",
            s("Review the rota for the summer festival", MANAGER, "2026-07-31"),
        ),
        q(
            "g=",
            "The summer festival passed with the full rota in place.\n\n- Marshals walked the harbour path until "
            "4am on all festival nights.\n- The taxi rank took card payments for the first time.\n\nThe shared fund is "
            "agreed until March 2027.",
            s("Propose the fund for 2027-28", MANAGER, "2027-01-29"),
        ),
    ),
)

ACTIVITIES = (
    ActivityStory(
        code="1.1a",
        title="Street marshals in the harbour quarter on Friday and Saturday nights",
        priority=1,
        lights=("a-", "a=", "r-", "r-", "a+", "g+", "g=", "g="),
    ),
    ActivityStory(
        code="1.1b",
        title="A staffed taxi rank at Custom House Square at weekends",
        priority=1,
        lights=("a=", "a+", "a=", "a=", "g+", "a-", "g+", "g="),
    ),
    ActivityStory(
        code="1.1c",
        title="Train bar and door staff to spot vulnerability and spiking",
        priority=1,
        owner=LICENSING,
        criteria=criteria(
            "At least 80% of licensed premises have trained staff on duty.",
            "Between 60% and 80% of premises have trained staff on duty.",
            "Less than 60% of premises, or reports of spiking rise for two quarters.",
        ),
        said=(
            q("g=", "The course is written and the first venues have booked their staff onto it."),
            q("g=", "Courses ran in January and March at the Corn Exchange. Door staff asked for a shorter refresher."),
            q("g+", "The refresher is online. Licensing visits now ask to see who on the shift has been trained."),
            q("g=", "Training was offered to hotels as well as bars, and four of the larger hotels have taken it up."),
            q("g=", "Every venue on the Strand had trained staff on duty when licensing officers visited in December."),
            q("g=", "New licence conditions carry the training as a standard term. Renewals in spring took it on."),
            q(
                "a-",
                "Staff turnover is high: 71% of premises had trained staff on duty, down from 84% the quarter "
                "before (licensing visits).",
                s("Run two extra courses before the autumn term", LICENSING, "2026-09-18"),
            ),
            q(
                "g+",
                "Extra courses in August and September brought it back: 82% of premises had trained staff on duty, "
                "against a baseline of 58% in 2023-24 (licensing visits).",
            ),
        ),
    ),
    ActivityStory(
        code="1.1d",
        title="Joint police and licensing visits to premises with repeat violence",
        priority=1,
        owner=INSPECTOR,
        criteria=criteria(
            "Each premises on the watch list is visited monthly and repeat violence there is falling.",
            "Visits are missed in one month, or repeat violence is unchanged.",
            "Visits are missed in two months, or repeat violence is rising.",
        ),
        said=(
            q("g=", "The watch list is agreed each month with licensing, and all premises on it were visited."),
            q(
                "a-",
                "March visits were called off because of a major incident elsewhere in the force area.",
                s("Make up the March visits", INSPECTOR, "2025-04-30"),
            ),
            q("g+", "The missed visits were made up in April. Two venues have left the watch list after action plans."),
            q("g=", "All visits were made. One venue agreed to new door numbers after a licence review."),
            q("g=", "December visits were doubled for the party season and found most venues well run."),
            q("g=", "The watch list is at its shortest since the plan began, and monthly visits continue."),
            q("g=", "Visits now include a check of the cloakroom and of the way out of the building."),
            q(
                "g=",
                "All venues on the list were seen each month. Repeat violence at them fell to 31 offences in the "
                "12 months to September 2026, from 47 in the baseline year (police recorded crime).",
            ),
        ),
    ),
    ActivityStory(
        code="1.1e",
        title="Lighting and cameras on the harbour path",
        priority=1,
        owner=BUSINESS,
        criteria=criteria(
            "Work meets its dates and more walkers than at the baseline say that they feel safe.",
            "Work is up to a quarter late, or as many walkers feel safe as before.",
            "Work is later still, or fewer walkers feel safe than at the baseline.",
        ),
        said=(
            q("g=", "The design is agreed with the harbour office and went out to tender in November."),
            q("  ", ""),
            q(
                "a-",
                "The tender came in above the budget, so the scheme is being split into two parts.",
                s("Award the first part", BUSINESS, "2025-09-12"),
            ),
            q(
                "a=",
                "The first part, from the slipway to the bridge, is awarded. Cameras wait for the second part.",
                s("Start work on the first lamps", BUSINESS, "2025-11-28"),
            ),
            q(
                "a+",
                "Lamps stand from the slipway to the bridge. Cabling for the cameras was held up by high tides.",
                s("Finish the cabling", BUSINESS, "2026-03-20"),
            ),
            q("g+", "The first part is lit and the cameras are linked to the control room."),
            q("g=", "The second part began in May, on its date. The walkers' panel was asked for its views."),
            q(
                "g+",
                "All lamps are lit. In the walkers' survey 64% feel safe on the path after dark, against 41% in "
                "the baseline survey of 2023.",
            ),
        ),
    ),
)

STORY = PriorityStory(
    number=1,
    title="Safer nights out in the town centre",
    objective="People enjoy Brackwater at night and get home without harm.",
    lights=("a-", "a=", "r-", "r-", "a+", "a+", "g+", "g="),
    card=CARD,
    activities=ACTIVITIES,
    results=(
        (
            "a=",
            "Violence at night: 318 offences in the 12 months to December 2024, against a baseline of 305 in "
            "2023-24 (police recorded crime).",
        ),
        (
            "a=",
            "Violence at night: 322 offences in the 12 months to March 2025, against a baseline of 305 in 2023-24 "
            "(police recorded crime).",
        ),
        (
            "a-",
            "Violence at night: 331 offences in the 12 months to June 2025, against a baseline of 305 in 2023-24 "
            "(police recorded crime).",
        ),
        (
            "r-",
            "Violence at night: 347 offences in the 12 months to September 2025, against a baseline of 305 in "
            "2023-24 (police recorded crime).",
        ),
        (
            "r=",
            "Violence at night: 344 offences in the 12 months to December 2025, against a baseline of 305 in "
            "2023-24 (police recorded crime).",
        ),
        (
            "a+",
            "Violence at night: 326 offences in the 12 months to March 2026, against a baseline of 305 in 2023-24 "
            "(police recorded crime).",
        ),
        (
            "a+",
            "Violence at night: 309 offences in the 12 months to June 2026, against a baseline of 305 in 2023-24 "
            "(police recorded crime).",
        ),
        (
            "g+",
            "Violence at night: 291 offences in the 12 months to September 2026, against a baseline of 305 in "
            "2023-24 (police recorded crime).",
        ),
    ),
)
