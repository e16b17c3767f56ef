"""Acts of getting in and out; the journeys above put them together with other rooms' acts."""
