"""English word lists for the value makers: first and last names, cities, streets, syllables."""

from text2sql.lexicon.listing import commas, spaced

FIRST_NAMES = spaced("""James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica
    Thomas Sarah Charles Karen Christopher Lisa Daniel Nancy Matthew Betty Anthony Margaret Mark Sandra Donald Ashley
    Steven Kimberly Paul Emily Andrew Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Dorothy George Melissa
    Timothy Deborah Ronald Stephanie Edward Rebecca Jason Sharon Jeffrey Laura Ryan Cynthia Jacob Kathleen Gary Amy
    Nicholas Angela Eric Shirley Jonathan Anna Stephen Brenda Larry Pamela Justin Emma Scott Nicole Brandon Helen
    Benjamin Samantha Samuel Katherine Gregory Christine Alexander Debra Frank Rachel Patrick Carolyn Raymond Janet Jack
    Catherine Dennis Maria Jerry Heather Tyler Diane Aaron Ruth Jose Julie Adam Olivia Nathan Joyce Henry Virginia Douglas
    Victoria Zachary Kelly Peter Lauren Kyle Christina Ethan Joan Walter Evelyn Noah Judith Jeremy Megan Christian Andrea
    Keith Cheryl Roger Hannah Terry Jacqueline Gerald Martha Harold Gloria Sean Teresa Austin Ann Carl Sara Arthur Madison
    Lawrence Frances Dylan Kathryn Jesse Janice Jordan Jean Bryan Abigail Billy Alice Joe Julia Bruce Judy Gabriel Sophia
    Logan Grace Albert Denise Willie Amber Alan Doris Juan Marilyn Wayne Danielle Elijah Beverly Randy Isabella Roy
    Theresa Vincent Diana Ralph Natalie Eugene Brittany Russell Charlotte Bobby Marie Mason Kayla Philip Alexis Louis Lori
    Liam Mia Lucas Chloe Owen Zoe Caleb Lily Isaac Ella Wyatt Aria Leo Nora Julian Hazel Levi Violet Ezra Aurora Hudson
    Stella Miles Lucy Adrian Naomi Ivan Elena Oscar Clara Felix Ivy Hugo Iris Simon June Theo Rose Max Maya Axel Alba
    Omar Fatima Ali Leila Hassan Amira Raj Priya Arjun Anika Vikram Meera Kenji Yuki Hiro Sakura Mateo Lucia Diego Carmen
    Pablo Ines Marco Giulia Luca Chiara Lars Ingrid Sven Astrid Erik Freya Pierre Camille Louise Antoine Klaus Greta Jonas
    Heidi Piotr Zofia Igor Nadia Boris Vera Kofi Ama Kwame Zuri Tariq Salma Bilal Noor Tomas Eva Rosa Milo
    Elsa Nina Otto Ada Cora Silas Jude""")
LAST_NAMES = spaced("""Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson
    Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young
    Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter
    Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers
    Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez
    Wood James Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez Powell
    Jenkins Perry Russell Sullivan Bell Coleman Butler Henderson Barnes Gonzales Fisher Vasquez Simmons Romero Jordan
    Patterson Alexander Hamilton Graham Reynolds Griffin Wallace Moreno West Cole Hayes Bryant Herrera Gibson Ellis Tran
    Medina Aguilar Stevens Murray Ford Castro Marshall Owens Harrison Fernandez McDonald Woods Washington Kennedy Wells
    Vargas Henry Chen Freeman Webb Tucker Guzman Burns Crawford Olson Simpson Porter Hunter Gordon Mendez Silva Shaw
    Snyder Mason Dixon Munoz Hunt Hicks Holmes Palmer Wagner Black Robertson Boyd Stone Salazar Fox Warren Mills Meyer
    Rice Schmidt Garza Daniels Ferguson Nichols Stephens Soto Weaver Ryan Gardner Payne Grant Dunn Kelley Spencer Hawkins
    Arnold Pierce Hansen Peters Santos Hart Bradley Knight Elliott Cunningham Duncan Armstrong Hudson Carroll Lane Riley
    Andrews Alvarado Ray Delgado Berry Perkins Hoffman Johnston Matthews Pena Richards Contreras Willis Carpenter Lawrence
    Sandoval Guerrero George Chapman Rios Estrada Ortega Watkins Greene Nunez Wheeler Valdez Harper Burke Larson Santiago
    Maldonado Morrison Franklin Carlson Austin Dominguez Carr Lawson Jacobs Obrien Lynch Singh Vega Bishop Montgomery
    Oliver Jensen Harvey Williamson Gilbert Dean Sims Espinoza Howell Li Wong Reid Hanson Le McCoy Garrett Burton Fuller
    Wang Weber Welch Rojas Lucas Marquez Fields Park Yang Little Banks Padilla Day Walsh Bowman Schultz Luna Fowler Mejia
    Tanaka Suzuki Sato Kowalski Novak Horvat Ivanov Petrov Rossi Bianchi Moretti Larsen Nilsson Lindberg Dubois Laurent
    Fischer Becker Okafor Mensah Diallo Haddad Rahman Kapoor Sharma""")
CITIES = commas("""London, Paris, Berlin, Madrid, Rome, Vienna, Prague, Lisbon, Dublin, Oslo, Stockholm, Helsinki, Warsaw,
    Budapest, Athens, Brussels, Zurich, Geneva, Milan, Munich, Hamburg, Lyon, Porto, Seville, Valencia, Leeds, Bristol,
    York, Oxford, Cambridge, Glasgow, Edinburgh, Cardiff, Boston, Chicago, Denver, Seattle, Austin, Dallas, Houston,
    Phoenix, Portland, Atlanta, Miami, Detroit, Toronto, Montreal, Vancouver, Ottawa, Sydney, Melbourne, Perth, Auckland,
    Tokyo, Osaka, Kyoto, Seoul, Busan, Singapore, Bangkok, Hanoi, Jakarta, Manila, Mumbai, Delhi, Chennai, Dubai, Cairo,
    Nairobi, Lagos, Accra, Lima, Bogota, Santiago, Quito, New York, San Diego, Salt Lake City, Cape Town, Mexico City,
    Springfield, Riverton, Lakewood, Fairview, Ashford, Westbrook, Millfield, Granton""")
PROVINCES = commas("""California, Texas, Ohio, Florida, Oregon, Nevada, Utah, Ontario, Quebec, Bavaria, Saxony, Kent, Surrey,
    Essex, Devon, Cornwall, Victoria, Queensland, Georgia, Maine, Vermont, Iowa""")
DISTRICTS = commas("""Old Town, Riverside, Northgate, Southbank, West End, East Side, Harbour, Hillcrest, Greenfield, Central,
    Lakeside, Parkview, Midtown, Uptown, Docklands, Kingsway, Oakdale, Elmwood, Fairmount, Brookside, Highfield""")
STREETS = tuple(
    f"{name} {kind}"
    for name, kind in zip(
        spaced(
            "Oak Maple Cedar Pine Elm Station Church High Mill Park King Queen Bridge Market Garden Lake Spring Hill"
        ),
        spaced(
            "Street Avenue Road Lane Drive Street Road Street Lane Avenue Street Road Street Square Road Drive Lane Street"
        ),
        strict=True,
    )
)
SYLLABLES = spaced(
    "ar ba bel bra cal cor dan del dor el fen fin gar gro hal hol il jen kal kor lan lor mar mel mor na nel nor ol or pel pra quin ral ren ros sal sel sol tam tel tor ul van vel vin wel wor xan yor zan zel zor"
)
ENDINGS = spaced("a an ar do en er ia ic in io is ix on or ra ta us va wick ton")
COMPANY_FIELDS = spaced(
    "Logistics Foods Systems Energy Media Trading Textiles Robotics Labs Marine Motors Health Design Steel"
)
COMPANY_ENDINGS = spaced("Ltd Inc Group Corp LLC Partners GmbH")
PRODUCT_STYLES = spaced(
    "Smart Portable Classic Mini Wireless Compact Deluxe Folding Silent Outdoor Travel Heavy-duty Slim Eco"
)
PRODUCTS = spaced(
    "Lamp Headphones Keyboard Bottle Backpack Umbrella Kettle Charger Towel Watch Fan Bookshelf Speaker Mouse Sofa Pillow Tent Razor Blender Scale Router Camera Tablet Skateboard Pen Toothbrush Pan Rug Shirt Jacket Gloves"
)
TITLE_HEADS = spaced(
    "Silent Golden Lost Hidden Last First Broken Winter Summer Midnight Distant Burning Secret Endless Quiet Crimson Forgotten Paper Glass Northern"
)
TITLE_TAILS = spaced(
    "River Garden Promise Letters Shadow Road Harbour Sky Island Song Memory Train Forest Mirror Kingdom Voices Tide Lantern Season Horizon"
)
DEPARTMENTS = commas("""Engineering, Marketing, Finance, Human Resources, Sales, Research, Support, Purchasing, Legal, Operations,
    Quality, Logistics, Design, Production, Audit, Strategy, Training, Security, Facilities, Data, Testing, IT""")
CLINIC_DEPARTMENTS = spaced(
    "Cardiology Neurology Pediatrics Surgery Radiology Oncology Dermatology Orthopedics Emergency Psychiatry Urology"
)
SENTENCE_SUBJECTS = spaced("Customer Site Device File Contract Line Branch System Cargo Venue Crew Sample Report Plan")
SENTENCE_STATES = commas("""confirmed, needs another check, works fine, awaiting reply, slightly damaged, rescheduled, done on time,
    delayed by a day, called back, count is off, signature missing, good feedback, details to follow, urgent""")
NICK_HEADS = spaced("happy night blue lazy fast tiny cosmic sunny lone pixel shadow mellow")
NICK_TAILS = spaced("cat fox panda rider wolf lemon coder whale otter ninja muffin raven")
