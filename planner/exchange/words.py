"""The words that a profile may use, as the contract and the intake questions (Q-01 … Q-24) give them."""

from __future__ import annotations

from typing import Final

EQUIPMENT: Final = (
    "chair", "wall", "worktop", "mat", "bed", "pillow", "band", "strap", "block", "bolster", "step", "stick", "table",
    "light weight", "exercise bike", "shoes", "towel", "doorway", "rail",
)  # fmt: skip
"""Q-09. Kept equal to ``exercises/vocabulary.yaml`` by a test; the last four are in every home."""

CONDITIONS: Final = (
    "glaucoma", "diabetic_eye_disease", "eye_surgery_within_12_weeks", "reflux", "vertigo", "dizzy_on_standing",
    "diabetes", "diabetes_insulin", "heart", "lung", "kidney", "epilepsy", "bleeding_disorder",
)  # fmt: skip
"""Q-23, and what AMB-14 (eyes) and AMB-21 (bleeding disorder) ask for besides."""

MEDICINES: Final = ("nsaid", "blood_thinner", "steroid_over_3_months", "bp_tablets", "acid_reducer", "metformin")
"""Q-24."""

RED_FLAGS: Final = (
    "RED-01", "RED-02", "RED-03", "RED-04", "RED-04b", "RED-05", "RED-06", "RED-07", "RED-08", "RED-09a", "RED-09b",
    "RED-10a", "RED-10b", "RED-11", "RED-12", "RED-13", "RED-14", "RED-15", "RED-16", "RED-17", "RED-18", "RED-19",
    "RED-20",
)  # fmt: skip
"""Section B2."""

CONDITION_CODES: Final = (
    "OP", "VF", "MYE", "PN", "SCI", "EXT", "HTN", "PREG", "KOA", "WRI", "SHO", "NEC", "VER", "ORT", "ANA", "SUR",
    "THR", "GLA", "GER", "FAL",
)  # fmt: skip
"""Section C2, in the order of the matrix."""

CLEARABLE: Final = (
    *RED_FLAGS, *(f"AMB-{n:02d}" for n in range(1, 26)), "HB-01", "HB-02", "HB-03", *CONDITION_CODES, *CONDITIONS,
)  # fmt: skip
"""What a clearance may name: flags, condition codes, and conditions of Q-23 that have no code."""

_COUNTRY_LINES: Final = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW
    BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI
    FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN
    IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME
    MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF
    PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE
    YT ZA ZM ZW
"""
COUNTRIES: Final = frozenset(_COUNTRY_LINES.split())
"""ISO 3166-1, two letters."""
