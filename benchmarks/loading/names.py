"""Parts of invented names, so that there are many."""

FIRST_NAMES = """Samira Yusuf Anna Ludmila Amara Jürgen Zoë Björn Ayşe Mehmet Olena Sergej Fatima
    Thomas Sabine Petra Michael Łukasz Agnieszka Ángel Inès Mohammed Ahmad Layla Nguyen Thi Kofi
    Günther Hannelore Kerstin Dennis Jacqueline Marvin Chantal Igor Svetlana Dragan Milica Emre
    Elif Hamid Soraya Tesfaye Selam Giulia Marco Dimitra Kostas Vlad Ioana Birgit Jörg""".split()
BEGINNINGS = """Müll Schmid Schneid Fisch Web Mey Wagn Beck Schulz Hoff Schäf Koch Bau Richt Klein
    Wolf Schröd Neum Schwarz Zimm Brau Krüg Hart Lang Schmitt Wern Krau Mei Lehm Köhl Herrm Walt
    Kön Hub Kais Fuchs Pet Scholz Möll Weiß Jung Hahn Schub Vog Friedr Kell Günth Frank Berg Wink
    Roth Baum Stein Ober Unter Hinter Vorder Nieder Alten Neuen Grün Rosen Linden Eich Buch Tann
    Hadd Yılm Kaya Demir Öztü Şahin Nowa Kowal Wiśni Petro Iwano Kovač Jova Popo Niko Papa Said
    Moha Rahi Tesfa Okon Mens Silva Perei Garcí Fernán Rossi Espos Ngu Trầ""".split()
ENDINGS = """er mann ner ler ert hard hardt inger hofer bauer meier huber stein feld berg dorf thal
    bach brunn au heim hausen wald hof müller schmidt schneider ke kamp ow in sky ski ak ić ov enko
    az oğlu un ad i a eh o es ez ini yen""".split()
