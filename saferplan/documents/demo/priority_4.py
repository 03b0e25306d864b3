"""Priority 4 of the demo: anti-social behaviour. Invented."""

from __future__ import annotations

from saferplan.documents.demo.story import ActivityStory, CardStory, PriorityStory, criteria, q, s

LEAD = "Anti-social Behaviour Lead"
WARDENS = "Community Warden Leader"
HOUSING = "Tenancy Services Manager"
FIRE = "Fire Prevention Manager"
YOUTH = "Youth Work Manager"

CARD = CardStory(
    targets=("4.1a", "4.1b"),
    owner=LEAD,
    aim="People who report anti-social behaviour hear back quickly and see it stop.",
    criteria=criteria(
        "Callers hear back within 5 working days.",
        "Callers hear back within 10 working days.",
        "Callers wait longer than 10 working days, or repeat complaints rise.",
    ),
    new_criteria=criteria(
        "Callers hear back within 5 working days and repeat complaints are below the baseline.",
        "Callers hear back within 10 working days, or repeat complaints are at the baseline.",
        "Callers wait longer than 10 working days, or repeat complaints are above the baseline.",
    ),
    new_from="2026-03",
    reason="The board asked in December 2025 that the light should follow results as well as speed of reply.",
    said=(
        q(
            "a=",
            "One number for all agencies opened in October. Replies took eight working days in the busy weeks.",
            s("Move two call handlers to the evening", LEAD, "2025-02-21"),
        ),
        q(
            "a+",
            "Evening handlers are in place. Replies took six working days; the case meeting is now weekly.",
            s("Set up replies by text message", LEAD, "2025-05-23"),
        ),
        q("g+", "Text replies work, and callers heard back within five working days all quarter."),
        q("g=", "The summer brought more calls from the seafront, all of them answered in time."),
        q("g=", "The weekly case meeting closed its oldest complaints before Christmas."),
        q(
            "a-",
            "Replies are quick, but repeat complaints are at the baseline, and under the new criteria that is amber.",
            s("Plan joint visits to the ten addresses with most repeat complaints", LEAD, "2026-05-15"),
        ),
        q(
            "g+",
            "The weekly case meeting planned joint visits from April. Callers to the one number heard back in time, "
            "and repeat complaints fell below the baseline of 2023-24 (case log).",
        ),
        q(
            "g=",
            "People who called the one number to report a complaint heard back within four working days on average "
            "in the quarter (case "
            "log).\n\nRepeat "
            "complaints are below the baseline of 2023-24 for the second quarter in a row.",
        ),
    ),
)

ACTIVITIES = (
    ActivityStory(
        code="4.1a",
        title="One number to report anti-social behaviour, for all agencies",
        priority=4,
        lights=("a=", "a+", "g+", "g=", "g=", "g=", "g=", "g="),
    ),
    ActivityStory(
        code="4.1b",
        title="A weekly case meeting for repeat complaints",
        priority=4,
        lights=("g=", "g=", "g=", "g=", "g=", "a-", "g+", "g="),
    ),
    ActivityStory(
        code="4.1c",
        title="Warden patrols in parks and along the seafront",
        priority=4,
        owner=WARDENS,
        criteria=criteria(
            "Patrols meet the rota and complaints from parks are below the baseline.",
            "Patrols miss up to a tenth of the rota.",
            "Patrols miss more, or complaints from parks are above the baseline.",
        ),
        said=(
            q("g=", "Wardens walked the winter rota in full and know the regular users of each park."),
            q("g=", "Spring patrols started a fortnight early because of the warm weather."),
            q("g=", "Wardens and the youth team walk Victoria Park together on Fridays."),
            q(
                "a-",
                "Warden vacancies left part of the August rota unwalked on the seafront.",
                s("Fill the warden vacancies", WARDENS, "2025-11-28"),
            ),
            q("g+", "The team is complete again, and the winter rota has been walked."),
            q("g=", "A park walk with residents chose the places for new litter bins and lamps."),
            q("g=", "Seafront patrols now start at four on school days, as shopkeepers had asked."),
            q(
                "g=",
                "The summer rota was walked in full. Complaints from parks were 212 in the 12 months to September "
                "2026, against a baseline of 268 in 2023-24 (case log).",
            ),
        ),
    ),
    ActivityStory(
        code="4.1d",
        title="Prevent deliberate fires in bins, grass and empty buildings",
        priority=4,
        owner=FIRE,
        criteria=criteria(
            "Sites are made safe within 7 days and deliberate fires are below the baseline.",
            "Made safe within 14 days.",
            "It takes longer, or deliberate fires are above the baseline.",
        ),
        said=(
            q("g=", "Bonfire week was calm after empty sites were cleared in October."),
            q("g=", "Schools on the coast road had a visit from the fire prevention team before Easter."),
            q("g=", "Grass fires were few in the dry spell, and the farm watch scheme helped to find them early."),
            q("g=", "The old cannery was boarded up within three days of the first report."),
            q("g=", "Bin fires fell again around bonfire week, the fire log shows."),
            q("g=", "The owner of the cannery has agreed to a permanent fence."),
            q("g=", "Young fire cadets checked and mapped every large bin store on the Marsh estate."),
            q(
                "g+",
                "Deliberate fires were 83 in the 12 months to September 2026, against a baseline of 117 in "
                "2023-24 (fire service register).",
            ),
        ),
    ),
    ActivityStory(
        code="4.1e",
        title="Activities for under-18s who are found drinking in public",
        priority=4,
        owner=YOUTH,
        new_code="5.1f",
        new_priority=5,
        criteria=criteria(
            "All who are found are offered an activity and most of them stay out of trouble for six months.",
            "Three quarters are offered one.",
            "Fewer are offered one, or fewer than half stay out of trouble.",
        ),
        said=(
            q("g=", "Boxing and music sessions opened, and wardens pass on names with consent."),
            q("g=", "Parents are now told about the sessions in the same letter that reports the drinking."),
            q("g=", "The music sessions are full, so a second evening was added in June."),
            q("g=", "The summer sessions on the beach ran on eight weekends."),
            q("g=", "The activity has moved to the priority for young people, where its youth workers are."),
            q("g=", "Sessions now include first aid, at the wish of those who come."),
            q("g=", "Most of those who joined last year have not come to notice again, the youth team's log shows."),
            q("g=", "Beach sessions ran through August, and a boat builder offered places for work experience."),
        ),
    ),
    ActivityStory(
        code="4.1f",
        title="Mediation between neighbours before tempers rise",
        priority=4,
        owner=HOUSING,
        first="2025-12",
        criteria=criteria(
            "Mediation is offered within 10 days and 6 in 10 disputes are settled.",
            "Offered within 20 days, or 4 in 10 are settled.",
            "It takes longer, or fewer than 4 in 10 are settled.",
        ),
        said=(
            q(
                "a ",
                "New in the plan. Mediators are being recruited from tenants and volunteers.",
                s("Train the first mediators", HOUSING, "2026-03-13"),
            ),
            q(
                "a+",
                "The first mediators are trained; the offer starts on the Marsh estate after Easter.",
                s("Open the offer to the whole town", HOUSING, "2026-06-19"),
            ),
            q("g+", "The offer is open to the whole town, and mediators meet neighbours within ten days."),
            q(
                "g=",
                "Neighbours settled 64% of disputes that went to mediation since April, against the target of 60% "
                "(mediation register).",
            ),
        ),
    ),
)

STORY = PriorityStory(
    number=4,
    title="Anti-social behaviour",
    objective="Public places are pleasant to use, and complaints lead to change.",
    lights=("a=", "a+", "g+", "g=", "g=", "a-", "g+", "g="),
    card=CARD,
    activities=ACTIVITIES,
    results=(
        (
            "a=",
            "Repeat complaints: 41% of callers in the quarter to December 2024, against a baseline of 40% in "
            "2023-24 (case log).",
        ),
        (
            "a=",
            "Repeat complaints: 41% of callers in the quarter to March 2025, against a baseline of 40% in 2023-24 "
            "(case log).",
        ),
        (
            "a=",
            "Repeat complaints: 40% of callers in the quarter to June 2025, against a baseline of 40% in 2023-24 "
            "(case log).",
        ),
        (
            "a=",
            "Repeat complaints: 39% of callers in the quarter to September 2025, against a baseline of 40% in "
            "2023-24 (case log).",
        ),
        (
            "a=",
            "Repeat complaints: 40% of callers in the quarter to December 2025, against a baseline of 40% in "
            "2023-24 (case log).",
        ),
        (
            "a=",
            "Repeat complaints: 40% of callers in the quarter to March 2026, against a baseline of 40% in 2023-24 "
            "(case log).",
        ),
        (
            "g+",
            "Repeat complaints: 36% of callers in the quarter to June 2026, against a baseline of 40% in 2023-24 "
            "(case log).",
        ),
        (
            "g+",
            "Repeat complaints: 33% of callers in the quarter to September 2026, against a baseline of 40% in "
            "2023-24 (case log).",
        ),
    ),
)
