"""Plain words for the week: why an exercise is there, and what a session is called."""

from __future__ import annotations

from typing import Final

from planner.domain.exercise import Category, Exercise, ExerciseId, FamilyId
from planner.domain.library import Library
from planner.domain.routine import Routine, RoutineId

PURPOSE_OF_FAMILY: Final[dict[str, str]] = {
    "deadbug": "trains the deep belly muscles to steady the low back",
    "curlup": "trains the front belly muscles with little movement of the spine",
    "birddog": "builds the muscles beside the spine",
    "sideplank": "builds the muscles at the side of the trunk",
    "plank": "builds the front of the trunk while the back stays still",
    "bridge": "builds the buttocks, which take load off the low back",
    "pallof": "trains the trunk to resist twisting",
    "carry": "trains the side of the trunk the way carrying a bag does",
    "backext": "builds the muscles that hold the back upright",
    "hinge": "teaches bending from the hips with a straight back",
    "hipabd": "builds the side of the hips, which steadies each step",
    "hipext": "builds the buttocks",
    "squat": "builds the legs for getting up from a chair",
    "lunge": "builds the legs for stairs and uneven ground",
    "wallsit": "builds lasting strength in the thighs",
    "stepup": "builds the legs for stairs",
    "pushup": "builds the chest and arms and steadies the shoulder blades",
    "chintuck": "trains the deep neck muscles that hold the head up",
    "scapula": "builds the muscles between the shoulder blades",
    "wallslide": "teaches the shoulder blades to move well",
    "row": "builds the upper back for sitting tall",
    "cuff": "builds the small muscles that steady the shoulder",
    "neckiso": "builds the neck gently without moving it",
    "postureset": "practises an upright posture",
    "break": "breaks up sitting",
    "pelvis": "loosens the low back and pelvis",
    "catcamel": "loosens the whole spine",
    "trot": "keeps the upper back turning freely",
    "text": "opens a stooped upper back",
    "lumrot": "loosens the low back and hips",
    "hipmob": "loosens the hips",
    "ankle": "wakes up the ankles and the blood flow in the legs",
    "shouldermob": "loosens the shoulders",
    "neckmob": "loosens the neck",
    "pressup": "lets the low back arch a little, lying down",
    "standext": "arches the back after long bending or sitting",
    "slider": "lets the long nerve of the leg slide freely",
    "rest": "rests the back in its easiest position",
    "breath": "calms the breathing and lets the trunk relax",
    "hamstring": "eases the back of the thighs",
    "hipflexor": "eases the front of the hips after sitting",
    "calf": "eases the calves",
    "quad": "eases the front of the thighs",
    "piriformis": "eases the deep buttock muscle",
    "kneechest": "eases the low back and buttocks",
    "adductor": "eases the inner thighs",
    "lat": "eases the sides of the back",
    "pec": "opens the chest",
    "necktrap": "eases the muscles from the neck to the shoulder",
    "sidebend": "eases the side of the trunk",
    "lumflex": "eases the low back by bending forward",
    "tfl": "eases the outside of the hips",
    "forearm": "eases the forearms",
    "mountain": "practises standing or sitting tall",
    "sunbreath": "links the breath with lifting the arms",
    "crescent": "opens the side of the trunk",
    "utkatasana": "builds the thighs and buttocks",
    "forwardfold": "eases the back of the legs with a long back",
    "downdog": "lengthens the back and the back of the legs",
    "warrior1": "builds the legs and opens the front of the hips",
    "warrior2": "builds the legs and opens the hips",
    "warrior3": "builds the back line of the body",
    "triangle": "opens the hips and the side of the trunk",
    "tree": "steadies the standing leg",
    "anjaneya": "opens the front of the hips",
    "cobra": "builds the back with a gentle arch",
    "locust": "builds the back and buttocks",
    "setubandha": "builds the buttocks and opens the front of the hips",
    "balasana": "rests the back and lengthens it",
    "marjari": "moves the spine both ways",
    "thread": "keeps the upper back turning freely",
    "twist": "turns the trunk gently",
    "pawan": "eases the low back and buttocks",
    "suptapad": "eases the back of the thighs",
    "baddha": "eases the inner thighs at rest",
    "pigeon": "eases the deep buttock muscle",
    "viparita": "rests the back and the legs",
    "dandasana": "practises sitting tall with long legs",
    "sukhasana": "practises sitting tall",
    "garuda": "eases the upper back between the shoulder blades",
    "navasana": "builds the front of the trunk",
    "phalaka": "builds the front of the trunk",
    "pranayama": "calms the breathing",
    "savasana": "lets the body settle",
    "seatbal": "trains balance sitting down",
    "shift": "trains balance on two feet",
    "stance": "trains balance on a narrow base",
    "oneleg": "trains balance on one leg",
    "walkbal": "trains balance while stepping",
    "raise": "builds the ankles, which catch a stumble",
    "clock": "trains balance while reaching with a foot",
    "seataero": "gets the heart and lungs working without standing",
    "marchaero": "gets the blood moving",
    "walk": "gets the heart and lungs working and keeps the back moving",
    "cycle": "gets the heart and lungs working with the back supported",
    "impact": "gives the hip and leg bones a small, useful load",
}

PURPOSE_OF_CATEGORY: Final[dict[Category, str]] = {
    Category.CORE: "builds the muscles that support the back",
    Category.POSTURE: "practises an upright posture",
    Category.MOBILITY: "loosens the joints",
    Category.STRETCH: "eases tight muscles",
    Category.YOGA: "joins movement and calm breathing",
    Category.BALANCE: "trains balance",
    Category.AEROBIC: "gets the heart and lungs working",
}

SHORT_NAME: Final[dict[str, str]] = {
    "core-five": "short core",
    "stretch-posture-five": "posture break",
    "yoga-breath-five": "breath and posture",
    "core-gentle-start": "gentle core",
    "core-chair": "chair core",
    "core-standing-support": "standing core",
    "core-foundation": "core foundation",
    "core-big-three": "stability core",
    "core-hip-strength": "hip-and-back strength",
    "core-advanced": "strong core",
    "core-bone-safe": "bone-safe core",
    "core-low-energy": "low-energy core",
    "balance-numb-feet": "steady feet",
    "stretch-morning": "loosening",
    "stretch-desk": "desk stretches",
    "stretch-full-body": "full-body stretches",
    "stretch-hips-back": "hip stretches",
    "stretch-upper": "neck-and-chest stretches",
    "stretch-extension-bias": "back-bend stretches",
    "stretch-flexion-bias": "forward-bend stretches",
    "yoga-chair": "chair yoga",
    "yoga-standing-support": "standing yoga",
    "yoga-bone-safe": "bone-safe yoga",
    "yoga-back-care": "back-care yoga",
    "yoga-strong-spine": "strong-spine yoga",
    "yoga-restorative": "restful yoga",
    "yoga-evening": "evening yoga",
}

WHOLE_ROUTINE_NAME_FOR_SINGLES: Final[dict[str, str]] = {
    "balance": "balance",
    "core": "core and posture",
    "aerobic": "easy movement",
    "yoga": "gentle yoga",
    "stretch": "stretches",
    "breathing": "breathing",
    "warm-up": "loosening",
}

WORK: Final[dict[str, str]] = {
    "core": "core work",
    "stretch": "stretching",
    "mobility": "loosening",
    "posture": "posture work",
    "balance": "balance work",
    "aerobic": "walking and moving",
}
"""What people call a category of exercises that they like or dislike, where its own name does not do."""

DAY_NAMES: Final = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}


def purpose_of(exercise: Exercise) -> str:
    """What the exercise is for, as a clause without a subject."""
    return PURPOSE_OF_FAMILY.get(str(FamilyId(exercise.family)), PURPOSE_OF_CATEGORY[exercise.category])


def why(exercise: Exercise, part: str, instead_of: Exercise | None = None) -> str:
    """One plain sentence without a full stop: what it does and what it is part of."""
    sentence = f"{purpose_of(exercise)}; {part}"
    if instead_of is not None:
        sentence += f", in place of {instead_of.name}"
    return sentence


def part_of(routine: Routine) -> str:
    return f"part of {routine.name}"


def short_name(routine: Routine) -> str:
    """The routine's name inside a session title, in lower case."""
    return SHORT_NAME.get(str(RoutineId(routine.id)), routine.name.lower())


def liking(library: Library, word: str) -> str:
    """The name of what somebody likes or dislikes: an exercise, a routine, or a category of exercises."""
    exercise = library.exercises.get(ExerciseId(word))
    routine = library.routines.get(RoutineId(word))
    return exercise.name if exercise else routine.name if routine else WORK.get(word, word.replace("-", " "))


def and_list(words: list[str] | tuple[str, ...]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def title(names: list[str]) -> str:
    """One list of all that the names say, each thing once: "core and posture", "yoga" make "Core, posture and yoga"."""
    things = [thing for name in names for thing in name.split(" and ")]
    said = and_list(list(dict.fromkeys(things)))
    return said[:1].upper() + said[1:]


def plural(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
