"""Priority 5 of the demo: young people. Invented."""

from __future__ import annotations

from saferplan.documents.demo.story import ActivityStory, CardStory, PriorityStory, criteria, q, s

YOUTH = "Youth Work Manager"
JUSTICE = "Youth Justice Manager"
MIND = "Young People's Mental Health Lead"
EXPLOITATION = "Exploitation Coordinator"

CARD = CardStory(
    targets=("5.1a", "5.1b"),
    owner=YOUTH,
    aim="Young people have somewhere to go and an adult they trust, and fewer of them carry knives.",
    criteria=criteria(
        "Youth workers are out on at least 9 of 10 planned evenings and knife incidents are below the baseline.",
        "Out on 7 or 8 of 10 planned evenings, or knife incidents are at the baseline.",
        "Out on fewer evenings, or knife incidents are above the baseline.",
    ),
    said=(
        q("g=", "Youth workers met young people on the Marsh estate and at the bus station on all planned evenings."),
        q("g=", "Mentors from the football club began in two schools, chosen with the young people themselves."),
        q(
            "a-",
            "Evenings at the bus station were missed in May, when a youth worker left.",
            s("Appoint a youth worker for the bus station", YOUTH, "2025-08-22"),
        ),
        q(
            "a=",
            "The post is filled from November. The summer bus tour of the estates took its place.",
            s("Return to the bus station in the evenings", YOUTH, "2025-12-05"),
        ),
        q("g+", "Evenings at the bus station are back, and mentors support a third school."),
        q("g=", "Young people designed the posters against knives that now hang in all buses."),
        q("g=", "Mentors and youth workers shared one training day; all evenings were covered."),
        q(
            "g=",
            "Youth workers were out on all but two of the planned evenings, and mentors began at a fourth "
            "school.\n\nKnife incidents with under-18s "
            "remain below the baseline of 2023-24 (police recorded crime).",
        ),
    ),
)

ACTIVITIES = (
    ActivityStory(
        code="5.1a",
        title="Youth workers on the streets of the Marsh estate and at the bus station",
        priority=5,
        lights=("g=", "g=", "a-", "a=", "g+", "g=", "g=", "g="),
    ),
    ActivityStory(
        code="5.1b",
        title="Mentors for young people at risk of carrying knives",
        priority=5,
        lights=("g=", "g+", "g=", "g=", "g+", "g=", "g=", "g="),
    ),
    ActivityStory(
        code="5.1c",
        title="A transport watch scheme led by young people",
        priority=5,
        owner=JUSTICE,
        criteria=criteria(
            "The scheme meets its dates and young passengers feel safer than at the baseline.",
            "Up to a quarter late.",
            "Later still, or young passengers feel less safe than at the baseline.",
        ),
        said=(
            q("g=", "The bus company has offered free passes for the young volunteers."),
            q("g=", "Volunteers were chosen at the youth council in March."),
            q(
                "a-",
                "The safety assessment for volunteers on late buses took longer than planned.",
                s("Agree the assessment with the bus company", JUSTICE, "2025-09-05"),
            ),
            q(
                "a=",
                "The bus company is being sold, and its new owner will look at the scheme.",
                s("Meet the new owner", JUSTICE, "2025-12-12"),
            ),
            q("d ", "Put off by the board until the new bus company has settled in."),
            q("d ", "Still put off. The new bus company has named a contact for safety."),
            q(
                "a+",
                "Taken up again in May. The volunteers have met the new drivers.",
                s("Start the watch on the harbour line", JUSTICE, "2026-09-25"),
            ),
            q(
                "a+",
                "The watch runs on the harbour line on weekdays. The weekend start needs a second adult leader.",
                s("Find an adult leader for weekends", JUSTICE, "2027-01-15"),
            ),
        ),
    ),
    ActivityStory(
        code="5.1d",
        title="Quick access to a mental health worker for young people in police contact",
        priority=5,
        owner=MIND,
        criteria=criteria(
            "Seen within 10 days, and fewer than at the baseline come back within a year.",
            "Seen within 20 days.",
            "Seen later, or more than at the baseline come back within a year.",
        ),
        said=(
            q(
                "a=",
                "A worker is at the custody suite two days a week; the wait elsewhere is three weeks.",
                s("Agree funding for a third day", MIND, "2025-03-07"),
            ),
            q(
                "a+",
                "A third day started in March, and the wait fell to two weeks.",
                s("Review the wait after three months", MIND, "2025-06-27"),
            ),
            q("g+", "The worker sees young people within ten days, at the youth club if they wish."),
            q("g=", "The service kept to ten days through the school holidays."),
            q("g=", "Officers have a card with the worker's direct line; they used it often in December."),
            q("g=", "A second worker joined in February, so that holidays are covered."),
            q("g=", "Most young people were seen within a week, the service's register shows."),
            q("  ", ""),
        ),
    ),
    ActivityStory(
        code="5.1e",
        title="Help schools and parents to see the signs of criminal exploitation",
        priority=5,
        owner=EXPLOITATION,
        criteria=criteria(
            "All secondary schools take part each year and referrals come earlier than at the baseline.",
            "Three quarters of schools take part.",
            "Fewer take part, or referrals come later than at the baseline.",
        ),
        said=(
            q("g=", "Form teachers of year 7 had their session in November, and parents' evenings begin in January."),
            q("g=", "Parents' evenings were held at every secondary school but one, which follows in May."),
            q("g=", "The last secondary school held its evening, so all have taken part this school year."),
            q("g=", "The sessions were written anew with parents who have been through it."),
            q("g=", "Taxi drivers and hotel staff were added to the sessions this winter."),
            q("g=", "Primary schools asked to join, and the first two have dates for the summer term."),
            q("g=", "All secondary schools took part this school year, for the second year in a row."),
            q("g=", "The new school year began with a session for every new head of year."),
        ),
    ),
)

STORY = PriorityStory(
    number=5,
    title="Young people kept safe from violence and exploitation",
    objective="Young people grow up in Brackwater without being hurt, used or drawn into crime.",
    lights=("g=", "g=", "a-", "a=", "g+", "g=", "g=", "g="),
    card=CARD,
    activities=ACTIVITIES,
)
