"""Priority 6 of the demo: fraud, hate crime and reoffending. Invented."""

from __future__ import annotations

from saferplan.documents.demo.story import ActivityStory, CardStory, PriorityStory, criteria, q, s

TRADING = "Trading Standards Manager"
COHESION = "Community Cohesion Officer"
LIBRARY = "Digital Inclusion Officer"
RESETTLE = "Resettlement Manager"

CARD = CardStory(
    targets=("6.1a", "6.1b"),
    owner=TRADING,
    aim="People at most risk of fraud know what to look out for and where to turn.",
    criteria=criteria(
        "Everyone on the doorstep crime list is visited each quarter and losses to fraud are below the baseline.",
        "Nine in ten are visited, or losses to fraud are at the baseline.",
        "Fewer are visited, or losses to fraud are above the baseline.",
    ),
    said=(
        q("g=", "Officers visited all on the doorstep crime list and fitted call blockers where people wished."),
        q("g=", "Banks in the High Street joined the quick alert scheme in February."),
        q("g=", "No cold calling zones now cover the whole of Millgate."),
        q(
            "a-",
            "Visits fell behind in September, while the team dealt with a rogue roofer.",
            s("Catch up with the missed visits", TRADING, "2025-11-07"),
        ),
        q("g+", "The missed visits were made in October. The roofer is before the court in spring."),
        q("g=", "A new fraud choir of volunteers sings its warnings in care homes; staff ask for more dates."),
        q("g=", "The visits were all made. A second bank branch trained its staff in the quick alert."),
        q(
            "g=",
            "Banks used the quick alert each week. Everyone on the list was visited, and call blockers stopped "
            "11,400 calls in the quarter, against "
            "9,800 in the year-earlier quarter (call blocker register).",
        ),
    ),
)

ACTIVITIES = (
    ActivityStory(
        code="6.1a",
        title="Visits and call blockers for people on the doorstep crime list",
        priority=6,
        lights=("g=", "g=", "g=", "a-", "g+", "g=", "g=", "g="),
    ),
    ActivityStory(
        code="6.1b",
        title="A quick alert from banks when a customer may be a victim of fraud",
        priority=6,
        lights=("g=", "g+", "g=", "g=", "g=", "g=", "g+", "g="),
    ),
    ActivityStory(
        code="6.1c",
        title="Places where people can report hate crime without going to the police",
        priority=6,
        owner=COHESION,
        criteria=criteria(
            "Each reporting place is open and trained, and more people report than at the baseline.",
            "One place is closed or untrained.",
            "More are closed, or fewer people report than at the baseline.",
        ),
        said=(
            q("g=", "The mosque, the library and the college serve as reporting places."),
            q("g=", "The harbour café joined in March, and its staff have been trained."),
            q("g=", "A leaflet in seven languages was written with the language school."),
            q("g=", "Trained staff of each place met in September and shared what people tell them."),
            q(
                "a-",
                "The college place closed while its building is repaired.",
                s("Open a place at the sports hall instead", COHESION, "2026-02-20"),
            ),
            q("g+", "The sports hall has taken over from the college and opened in February."),
            q(
                "g=",
                "Reports through the places rose to 58 in the 12 months to June 2026, from 35 in the baseline "
                "year, which shows more trust (reporting register).",
            ),
            q("  ", ""),
        ),
    ),
    ActivityStory(
        code="6.1d",
        title="Online safety lessons for older people in libraries",
        priority=6,
        owner=LIBRARY,
        criteria=criteria(
            "Lessons run weekly in all libraries and learners make fewer mistakes in the closing test.",
            "Lessons run in most libraries.",
            "Lessons run in few libraries, or the closing test shows no gain.",
        ),
        said=(
            q("g=", "Lessons run weekly in the central library and at Fenside."),
            q("g=", "All libraries now have weekly lessons, led by trained volunteers."),
            q("g=", "Learners did better in the closing test than in the opening test in every library."),
            q("c+", "The libraries have taken the lessons into their own programme, so the activity is finished."),
            q("c ", "Finished in September 2025; the libraries carry the lessons on."),
            q("c ", "Finished in September 2025; lessons remain in the library programme."),
            q("c ", "Finished in September 2025; the spring lessons were full."),
            q("c ", "Finished in September 2025; volunteers of the first year now train others."),
        ),
    ),
    ActivityStory(
        code="6.1e",
        title="A home and a mentor for people leaving prison",
        new_title="A home, a mentor and a doctor for people leaving prison",
        priority=6,
        owner=RESETTLE,
        criteria=criteria(
            "Nine in ten have a home on the day of release and reoffending is below the baseline.",
            "Seven or eight in ten have a home.",
            "Fewer have a home, or reoffending is above the baseline.",
        ),
        said=(
            q(
                "a=",
                "Homes were found for three quarters of those released; private landlords are wary.",
                s("Offer landlords a rent guarantee", RESETTLE, "2025-03-14"),
            ),
            q(
                "a=",
                "The rent guarantee is approved, and the first landlords have signed.",
                s("Sign up ten landlords", RESETTLE, "2025-06-30"),
            ),
            q(
                "a+",
                "Landlords who joined were pleased with the support, and more are interested.",
                s("Hold a landlords' evening", RESETTLE, "2025-09-19"),
            ),
            q(
                "g+",
                "Homes on the day of release reached 91%, against a baseline of 68% in 2023-24 (probation register).",
            ),
            q("g=", "A doctor's appointment is now made before release, and so the activity has a new title."),
            q("g=", "Mentors meet people at the gate; most still meet them three months later."),
            q(
                "a-",
                "Homes on the day of release fell to 82%, from 92% the quarter before (probation register), as a "
                "hostel closed for repairs.",
                s("Find rooms for the time of the repairs", RESETTLE, "2026-09-18"),
            ),
            q(
                "a=",
                "The hostel reopens in December. Until then rooms in Saltmarsh homes hold the figure at 83%, "
                "against a baseline of 68% in 2023-24 (probation register).",
                s("Reopen the hostel and report the first month", RESETTLE, "2027-01-22"),
            ),
        ),
    ),
)

STORY = PriorityStory(
    number=6,
    title="Fraud, hate crime and reoffending",
    objective="People at most risk are protected, and those who have offended get a fair second start.",
    lights=("g=", "g=", "g=", "a-", "g+", "g=", "g=", "g="),
    card=CARD,
    activities=ACTIVITIES,
)
