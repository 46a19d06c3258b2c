"""What Greek spelling does not tell: vocatives by custom, and genders and plurals that endings leave open."""

from __future__ import annotations

from store.rules.forms.word import words_of

# Men's names in -ος of more than two syllables, or in -ιος, whose vocative ends in -ο all the same.
VOCATIVE_IN_O = words_of("Στέλιος Αλέκος Μανόλος Λευτέρος Μιχάλος Νικολός Δημητρός Μεμός Σωτήρος Ζήσιμος")
# And those of two syllables, as they are written, whose vocative ends in -ε.
VOCATIVE_IN_E = words_of("Χριστός Μάριος Κύριος κύριος γιατρός φίλος Φίλος Θεός")
# Men's names that are not declined.
UNDECLINED = words_of("Μιχαήλ Ραφαήλ Γαβριήλ Δανιήλ Ισραήλ Εμμανουήλ Ιωσήφ Δαβίδ Αβραάμ Αδάμ Ισαάκ Ιακώβ Σαμουήλ")
# Names with forms of their own: gender, genitive, accusative, vocative.
NAMES = {
    "Άρτεμις": ("female", "Άρτεμης", "Άρτεμη", "Άρτεμη"),
    "Θέμις": ("female", "Θέμιδας", "Θέμιδα", "Θέμις"),
    "Ελισάβετ": ("female", "Ελισάβετ", "Ελισάβετ", "Ελισάβετ"),
    "Παντελεήμων": ("male", "Παντελεήμονα", "Παντελεήμονα", "Παντελεήμονα"),
    "Ιάσων": ("male", "Ιάσονα", "Ιάσονα", "Ιάσονα"),
    "Ξενοφών": ("male", "Ξενοφώντα", "Ξενοφώντα", "Ξενοφώντα"),
    "Απόλλων": ("male", "Απόλλωνα", "Απόλλωνα", "Απόλλωνα"),
    "Σίμων": ("male", "Σίμωνα", "Σίμωνα", "Σίμωνα"),
    "Αγαμέμνων": ("male", "Αγαμέμνονα", "Αγαμέμνονα", "Αγαμέμνονα"),
    "κυρ": ("male", "κυρ", "κυρ", "κυρ"),
    "κ.": ("unknown", "κ.", "κ.", "κ."),
}
# Men's names, and a title, whose accent moves in the genitive.
GENITIVES = {
    "Γεώργιος": "Γεωργίου", "Αντώνιος": "Αντωνίου", "Αθανάσιος": "Αθανασίου", "Βασίλειος": "Βασιλείου",
    "Δημήτριος": "Δημητρίου", "Γρηγόριος": "Γρηγορίου", "Αλέξιος": "Αλεξίου", "Αναστάσιος": "Αναστασίου",
    "Ευστάθιος": "Ευσταθίου", "Απόστολος": "Αποστόλου", "Αλέξανδρος": "Αλεξάνδρου", "Θεόδωρος": "Θεοδώρου",
    "Νικόλαος": "Νικολάου", "Χαράλαμπος": "Χαραλάμπου", "Ευάγγελος": "Ευαγγέλου", "Φίλιππος": "Φιλίππου",
    "Παρασκευάς": "Παρασκευά", "κύριος": "κυρίου", "Κύριος": "Κυρίου",
}  # fmt: skip
# Second names of women that are declined although they stand behind the first: all others may be surnames.
WOMENS_NAMES = words_of("""
    Μαρία Άννα Ελένη Κατερίνα Αικατερίνη Βασιλική Γεωργία Σοφία Δήμητρα Αγγελική Ευαγγελία Ιωάννα Κωνσταντίνα Παναγιώτα
    Χριστίνα Ειρήνη Αναστασία Ελευθερία Σταυρούλα Παρασκευή Θεοδώρα Φωτεινή Αλεξάνδρα Νίκη Ζωή Μαρίνα Άντζελα
    κυρία Κυρία κα δεσποινίδα
    """)
# Things in -ος that are neuter.
NEUTER_IN_OS = words_of("""
    μέγεθος λάθος μέρος είδος βάρος τέλος έτος κόστος πάχος ύψος βάθος μήκος πλάτος όφελος σκεύος έδαφος όρος δάσος
    στήθος άνθος στέλεχος
    """)
# Things in -ος that are feminine.
FEMININE_IN_OS = words_of("οδός μέθοδος είσοδος έξοδος πρόοδος περίοδος")
# Things in -μα that are feminine; all others are neuter.
FEMININE_IN_MA = words_of("κρέμα φόρμα γόμα λάμα")
# Things in -α whose accent lies three syllables back, and that are one thing all the same.
SINGULAR_IN_A = words_of("τράπεζα θάλασσα άμαξα μέλισσα αίθουσα έρευνα όπερα")
# Things in -α, -ια, -ιά that are several.
PLURALS = words_of("""
    δώρα φώτα φρένα ρούχα βιβλία ψυγεία εργαλεία στοιχεία γραφεία γυαλιά παπούτσια κλειδιά χαλιά γάντια δόντια ποτά
    φυτά λουλούδια έπιπλα έργα μαλλιά σκουλαρίκια τραπέζια κουμπιά ψώνια
    """)
# Things in -ιά and -ια without an accent on the ι that are one.
SINGULAR_IN_IA = words_of(
    "κλειδαριά ζημιά δουλειά βοήθεια φωλιά σκιά αλήθεια άδεια ασφάλεια ενέργεια προσπάθεια ησυχία"
)
