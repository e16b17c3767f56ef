"""What the club has agreed about deciding: values in, values out.

``states`` names the words, ``counting`` counts, ``electorate`` says who votes, ``timing`` keeps
the hours, ``effects`` says what an outcome does, ``raising`` what a change of the rules takes,
``marks`` makes a secret ballot's receipt.
"""
