"""The invented club of the demo: nobody here exists, and no club has this name."""

NAME = "The Lantern Room"
ALIAS = "Thursday"
ZONE = "Europe/Dublin"

FOUNDERS = ("Orla", "Bertie", "Wren", "Tomasz", "Ifeoma")
JOINERS = (
    "Sol", "Maeve", "Dov", "Petra", "Kit", "Nuala", "Ravi", "Jun", "Fergus", "Lotte",
    "Amal", "Finn", "Zofia", "Pascal", "Hana", "Oisin", "Bea", "Marisol", "Teo", "Una",
    "Gus", "Saoirse", "Milo", "Edda", "Cormac", "Yara", "Noor", "Lorcan", "Vi", "Abel",
    "Roisin", "Ned", "Ottilie", "Piotr", "Suki",
)  # fmt: skip

PLACE = "The Old Reading Room"
HOW_TO_FIND = "Green door beside the bicycle shop. Ring the lower bell; somebody comes down."
ACCESS = "Two steps at the door, a ramp on request. Toilet on the same floor. A quiet corner."

NIGHT = "Lantern night"
NIGHT_TEXT = "Tea from seven. Talk, play cards, or sit with a book. You can come late and go early."
TO_BRING = (("Milk, two litres", 2), ("A cake, or biscuits", 3))
TO_HELP = (("Put the chairs out", 2), ("Wash up", 3))
AREA = "Phibsborough, by the canal"
TALK = (
    ("Shall we sing a bit? I can bring the guitar.", ""),
    ("I would like that. I may leave early, it is nothing.", ""),
    ("I was away for three weeks. It is good to be back.", "mentions hospital"),
)
SPECIALS = (
    ("Soup and a song", "Bring a song or just a spoon."),
    ("Mending night", "Bring what is torn. We have thread, glue and patience."),
    ("Seaside walk", "The two o'clock train, home before dark."),
    ("Card tournament", "Nobody has to win."),
)

DECISIONS_PAST = (
    (
        "Shall we keep the room open until ten?",
        "We close at nine now, and some of us have just warmed up by then. The hire costs no more.",
        (24, 3, 2),
    ),
    (
        "Shall we buy a second kettle?",
        "One kettle serves twelve cups and we are often twenty. It costs about thirty.",
        (26, 1, 1),
    ),
    (
        "Shall we move the night to Tuesdays?",
        "Two people cannot come on Thursdays. Others could not come on Tuesdays.",
        (9, 17, 3),
    ),
    (
        "Shall we print a newsletter?",
        "Four pages, four times a year. Somebody would have to write it.",
        (3, 1, 0),
    ),
)
DECISION_OPEN = (
    "Shall we take a trip to the lighthouse in May?",
    "The bus costs four each. The lighthouse has steps, but the café below has none.",
)
DECISION_TALK = (
    "Shall we let friends come on the last Thursday of the month?",
    "Some of us would like to bring a friend. Some of us come because no one else is here.",
)
DECISION_DRAFT = (
    "Shall we paint the quiet corner?",
    "A soft green. Wren has the brushes.",
)
DECISION_READY = (
    "Shall we put a bench outside the door?",
    "For those who need a minute before they come in.",
)
DECISION_TAKEN_BACK = (
    "Shall we start at six?",
    "It gets dark early. But I see now that the bus comes at half past.",
)
COMMENTS = (
    "I would like that very much.",
    "I am not sure yet. What does it cost?",
    "My sister would come, but I would rather she did not. Can both be true?",
    "Could we try it three times and then look again?",
)

BROADCAST = (
    "The heating is mended",
    "It was cold last week. It is warm again. Thank you to everybody who kept their coat on.",
)

SHELF = (
    (
        "The first kettle",
        "On the window sill, without its lid",
        (
            (
                "It whistled a little flat. We kept it when the new one came.",
                "Somebody put it on for me.",
                True,
            ),
            ("I burned my hand on it and nobody made a fuss.", "", True),
            (
                "I still look at it before I look at who is there.",
                "A place to rest my eyes.",
                False,
            ),
        ),
    ),
    (
        "A bus ticket to the lighthouse",
        "In the tin with the cards",
        (("We missed the bus back and sang in the shelter.", "", True),),
    ),
    (
        "The green scarf",
        "Found behind the piano, nobody's",
        (
            ("Whoever is cold wears it.", "It belongs to all of us.", True),
            ("I wore it in March.", "", True),
        ),
    ),
    ("A jar of buttons", "", (("For mending night. One is from a coat I loved.", "", True),)),
    (
        "The spare key",
        "On a hook, with a wooden fish",
        (("I was asked to hold it. Me.", "Trust.", True),),
    ),
    ("A pebble", "In my pocket", (("From the walk. I have not told anyone why.", "", False),)),
)
