"""What the club has agreed about deciding: values in, values out.

``states`` names the words, ``electorate`` says who votes, ``timing`` keeps the hours, ``effects``
says what an outcome does, ``raising`` what a change of the rules takes, ``marks`` makes a secret
ballot's receipt.

Counted are yes and no (``counting``), rankings (``ranked``), ``approval``, ``consent`` and what is
asked for advice (``advisory``); ``options`` and ``elections`` say what a count means, ``lot``
settles ties, ``tallies`` writes every count as one text.
"""
