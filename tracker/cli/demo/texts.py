"""What people of the demo organisation write: comments, small good things, words of customers. made up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deed:
    """A small good thing in words: what was done, what came of it, and where it belongs in the lists."""

    act: str
    effects: tuple[str, ...]
    moment: str
    kind: str
    channel: str = "in-person"


DEEDS = {
    "nl": (
        Deed(
            "Ik liep mee naar het juiste pad in plaats van te wijzen",
            ("hij had in één keer alles", "ze zei dat ze dat nergens meer meemaakt"),
            "advice",
            "personal-touch",
        ),
        Deed(
            "Ik heb een zware zak potgrond naar de auto gedragen",
            ("mevrouw kon zelf niet tillen", "hij belde later om te bedanken"),
            "goodbye",
            "extra-mile",
        ),
        Deed(
            "Ik deed de tweede kassa open toen de rij tot de planten stond",
            ("na vijf minuten was de rij weg", "niemand liep weg met een volle kar"),
            "waiting",
            "took-away-frustration",
        ),
        Deed(
            "Ik heb uitgezocht waarom de hortensia bruin werd",
            (
                "ze ging naar huis met een plan en niet met een nieuwe plant",
                "hij kwam een week later blij terug",
            ),
            "advice",
            "knew-the-answer",
        ),
        Deed(
            "Ik ruilde een kapotte lamp zonder bon",
            ("de klant was opgelucht", "hij kocht meteen een tweede"),
            "trouble",
            "mended-mistake",
        ),
        Deed(
            "Ik belde terug voordat de klant dat zelf hoefde te doen",
            ("hij wist dezelfde dag wanneer de tafel kwam", "ze had het twee keer eerder moeten vragen"),
            "waiting",
            "quick-answer",
            "phone",
        ),
        Deed(
            "Ik schreef de verzorging van elke plant op een kaartje",
            ("ze hangt ze nu bij de potten", "hij durfde daardoor toch een orchidee te kopen"),
            "buying",
            "extra-mile",
        ),
        Deed(
            "Ik legde een kleurstaal in huis van de klant naast de bank",
            ("de keuze was in vijf minuten gemaakt", "dat scheelde een ruiling"),
            "receiving",
            "personal-touch",
            "at-home",
        ),
        Deed(
            "Ik heb een verkeerde levering dezelfde middag goedgemaakt",
            ("het feest kon gewoon doorgaan", "ze wilde eerst alles annuleren"),
            "trouble",
            "mended-mistake",
            "phone",
        ),
        Deed(
            "Ik speelde met de kleine terwijl zijn moeder afrekende",
            ("ze kon rustig haar pas zoeken", "hij zwaaide nog vanaf het parkeerterrein"),
            "buying",
            "personal-touch",
        ),
        Deed(
            "Ik antwoordde met een foto van de juiste schroef",
            ("hij hoefde er niet voor terug te komen", "het kastje stond een uur later"),
            "receiving",
            "quick-answer",
            "chat",
        ),
        Deed(
            "Ik zette een kop koffie neer voor iemand die op de bezorging wachtte",
            ("het wachten leek half zo lang", "we hadden een mooi gesprek over haar tuin"),
            "waiting",
            "personal-touch",
        ),
    ),
    "en": (
        Deed(
            "I walked along to the shelf instead of pointing",
            ("he found everything in one go", "she said nobody does that any more"),
            "welcome",
            "personal-touch",
        ),
        Deed(
            "I called three other shops for the last matching chair",
            ("the set was complete before the weekend", "she had given up on it"),
            "buying",
            "extra-mile",
            "phone",
        ),
        Deed(
            "I repaired the wheel of a parasol stand while the customer waited",
            ("no return and no new one needed", "he came back for cushions"),
            "trouble",
            "mended-mistake",
        ),
        Deed(
            "I explained the delivery times honestly before the order",
            ("they chose another table and were glad", "no angry call afterwards"),
            "buying",
            "took-away-frustration",
        ),
        Deed(
            "I answered a question about greenfly with a photo of what to look for",
            ("she did not need any spray at all", "he sent a picture of the roses later"),
            "advice",
            "knew-the-answer",
            "chat",
        ),
        Deed(
            "I put the fragile pots in newspaper without being asked",
            ("they all came home whole", "the next customer wanted it too"),
            "goodbye",
            "extra-mile",
        ),
        Deed(
            "I noticed a wrong price on the shelf and gave back the difference",
            ("she had not even seen it", "the sign was mended within the hour"),
            "buying",
            "mended-mistake",
        ),
        Deed(
            "I carried the Christmas tree to a third floor",
            ("he has a bad back", "we got a card from the family"),
            "receiving",
            "extra-mile",
            "at-home",
        ),
        Deed(
            "I took a complaint over from a colleague who had a full queue",
            ("it was solved in one call", "the customer only had to tell it once"),
            "trouble",
            "quick-answer",
            "phone",
        ),
        Deed(
            "I remembered that a regular is colour blind and described the cushions",
            ("he bought four", "he asked for me by name"),
            "advice",
            "personal-touch",
        ),
    ),
}
THANKS = {
    "nl": (
        "Nam zonder iets te zeggen mijn kassa over; zo kon ik de klant met de kapotte tafel rustig helpen",
        "Legde een boze klant uit wat er mis was gegaan; hij ging weg met een hand en een glimlach",
        "Wist precies welke rozen de droogte aankunnen; de klant nam er zes mee",
        "Bleef een kwartier langer voor een laatste bezorging; mevrouw kon daardoor naar haar verjaardag",
        "Hielp mij met een klant die alleen Pools sprak; samen vonden we de juiste pomp",
    ),
    "en": (
        "Took over my till without a word; that gave me time for a customer with a broken table",
        "Stayed calm with an upset customer; he left with a handshake",
        "Found the missing parcel on a Sunday; the customer got it before the birthday",
        "Showed me how to read the soil tester; the customer and I both learned something",
    ),
}
COMMENTS = {
    "nl": (
        "De nieuwe planning geeft rust, graag zo houden.",
        "Op zaterdag staan we met te weinig mensen bij de kassa.",
        "Fijn dat het werkoverleg weer elke week is.",
        "De scanner valt te vaak uit, dat kost de klant tijd en ons ook.",
        "Ik weet niet altijd wie over de voorraad gaat.",
        "Er wordt goed naar ideeën geluisterd, het duurt alleen lang voor er iets gebeurt.",
        "Meer tijd om nieuwe mensen in te werken zou veel schelen.",
        "De sfeer is goed, we helpen elkaar als het druk is.",
        "De klimaatbeheersing in de kas is 's middags zwaar.",
        "Complimenten van klanten zouden we vaker met elkaar mogen delen.",
    ),
    "en": (
        "The new rota is calmer, please keep it.",
        "We would like to hear earlier which products are coming.",
        "Good week, everybody helped each other.",
        "The card reader in the café is slow and customers notice.",
        "I would like more time to learn about plants.",
        "The route planning for deliveries is too tight on Fridays.",
        "It helps that our lead is on the floor when it is busy.",
        "Please tell us what happens with the ideas from last month.",
    ),
}
PRAISE = {
    "nl": (
        "Heel vriendelijk geholpen, er werd echt meegedacht.",
        "Wat een fijne winkel, ik kreeg alle tijd.",
        "Duidelijke uitleg over de verzorging, dank je wel.",
        "Mijn probleem was in vijf minuten opgelost.",
        "Ze liepen mee tot aan de auto.",
    ),
    "en": (
        "Very friendly, and they knew what they were talking about.",
        "They took the time to find the right pot for me.",
        "Quick answer and a kind voice.",
        "My order was wrong and they put it right the same day.",
    ),
}
CRITICISM = {
    "nl": (
        "Ik moest mijn verhaal drie keer vertellen.",
        "Lang gewacht bij de kassa terwijl er een dicht was.",
        "De bezorging kwam niet op de afgesproken dag.",
        "Niemand te vinden op de afdeling.",
    ),
    "en": (
        "I waited twenty minutes and nobody looked up.",
        "The table came with the wrong screws.",
        "It was out of stock although the site said otherwise.",
    ),
}
