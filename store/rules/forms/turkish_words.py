"""What Turkish spelling does not tell: softened and dropped letters, thin vowels, and words that end like a possessive.

After the spelling dictionary of the Turkish Language Association (TDK, Yazım Kılavuzu).
"""

from __future__ import annotations

from store.rules.forms.word import words_of

# Back vowel in writing, front one in the suffix (saat: saati).
THIN = words_of("""
    alkol basketbol bilal celal cemaat cemal dijital dikkat emsal enstrümantal festival final futbol general gol
    hakikat hal harf hayal hilal iclal ideal ihmal ihtimal ikbal inşaat iqbal istikbal istiklal itaat ithal
    kabahat kabul kalp kanaat kapital kemal konsol kontrol kristal mahsul medikal menfaat metal meşgul misal
    moral nihal normal orijinal petrol portal protokol resul rol saat sadakat santral sembol seyahat sinyal
    sosyal sıhhat tabiat terminal usul vokal voleybol ziraat zuhal şefkat
    """)
# One syllable, and yet p ç t k give way to b c d ğ (g).
SOFT_SHORT = {
    "kap": "kab", "dip": "dib", "grup": "grub", "tıp": "tıbb", "klip": "klib", "teyp": "teyb", "kalp": "kalb",
    "harp": "harb", "uç": "uc", "güç": "güc", "borç": "borc", "taç": "tac", "genç": "genc", "kurt": "kurd",
    "dert": "derd", "tat": "tad", "yurt": "yurd", "cilt": "cild", "dört": "dörd", "renk": "reng", "denk": "deng",
    "gök": "göğ", "çok": "çoğ", "yok": "yoğ", "but": "bud",
}  # fmt: skip
# Several syllables whose t becomes d; most keep it.
SOFT_T = words_of("""
    adet armut bulut geçit kanat kağıt kilit simit söğüt tabut umut yiğit yoğurt öğüt hudut mevcut vücut nohut zümrüt
    """)
SOFT_LONG = {
    "inat": "inad", "senet": "sened", "maksat": "maksad",
}  # fmt: skip
# Several syllables, or one, that keep their p, ç or k.
HARD = words_of("""
    ahlak blok desktop emlak evrak hukuk infilak ittifak laptop link merak sandviç sirk stok workshop
    """)
# The vowel of the last syllable falls before a vowel.
DROPPED = {
    "ağız": "ağz", "isim": "ism", "resim": "resm", "şehir": "şehr", "şekil": "şekl", "vakit": "vakt",
    "kayıt": "kayd", "akıl": "akl", "fikir": "fikr", "izin": "izn", "nehir": "nehr", "oğul": "oğl", "omuz": "omz",
    "boyun": "boyn", "burun": "burn", "karın": "karn", "alın": "aln", "göğüs": "göğs", "beyin": "beyn",
    "gönül": "gönl", "ömür": "ömr", "zehir": "zehr", "kısım": "kısm", "cisim": "cism", "metin": "metn",
    "nesil": "nesl", "hüküm": "hükm", "keşif": "keşf", "devir": "devr", "seyir": "seyr", "zihin": "zihn",
    "asıl": "asl", "emir": "emr", "sabır": "sabr", "şükür": "şükr", "ilim": "ilm", "nakit": "nakd", "nakil": "nakl",
    "kayıp": "kayb", "vasıf": "vasf", "tavır": "tavr", "akit": "akd", "hacim": "hacm",
}  # fmt: skip
# The last consonant is doubled before a vowel.
DOUBLED = {
    "hak": "hakk", "his": "hiss", "hat": "hatt", "sır": "sırr", "tıp": "tıbb", "ret": "redd", "af": "aff",
    "şık": "şıkk", "zam": "zamm", "hac": "hacc", "zan": "zann", "had": "hadd",
}  # fmt: skip
# Nouns that end in ı, i, u, ü by themselves: `kapıyı`, where a possessive would have `kapısını`.
ENDS_SO = words_of("""
    abajurlu abi altı alıcı arı askı atkı ayakkabı ayı ağrı bakıcı bambu baskı bateri batı başlı bikini bilgi
    bisikletçi bisturi boru boyacı brokoli börülceli büyü camcı ciğerci cumartesi dayı delici dergi deri diri
    dizi dolu doğrayıcı doğu duru duşlu dükkancı ebru elektrikçi elli eski fotokopi galeri gemi gergi gezi gri
    görüntü gözlükçü gürültü halı havlu hediyeli hindi hobi iki ikili ilgi inci iri jaluzi jüri kahveci kanepeli
    kanguru kapı karıştırıcı kayısı kazı kedi kesici keçi kilimci kirli kirpi kivi koku kombi komşu konu korku
    koyu kredi kuru kurutucu kutu kuyu kuzu köprü kırmızı kıyı mavi menü midi mini okuyucu ordu oynatıcı pati
    pazartesi perdeci peri radyolu randevu saatçi saksı salı sanayi sancı sandalyeli sarı satıcı seki sergi
    sevgi sini soru soğutucu su suni sözcü süpürücü sürü sürücü sıkı taksi takı tamirci tarayıcı tatlı taşıyıcı
    tekerlekli tekli temizleyici temizli tepsi terazi terzi tornacı turşu tuzlu tütsü uyku valizli vergi verici
    yapı yapıştırıcı yazı yazıcı yedi yeni yirmi yolcu çakı çatı çağrı çikolatacı çini çivi çizgi çoklu çorbacı
    ölçü örgü örtü ütü üçlü ısıtıcı şarkı
""")
# One word, and yet a possessive: buzdolabını.
ONE_WORD_POSSESSIVES = words_of("""
    akşamüstü aslanağzı ayakucu ayçiçeği balkabağı başucu binbaşı buzdolabı cumhurbaşkanı demiryolu dereotu
    gökkuşağı hanımeli havalimanı havayolu karayolu kuşburnu semizotu suçüstü yüzbaşı zeytinyağı çamaşırsuyu
    çöreotu
    """)
# The last words of businesses that are possessives without an s: Yıldız Fırınından.
POSSESSIVES_OF_PLACES = words_of("evi fırını dükkanı salonu kuaförü merkezi yeri köşkü oteli bahçesi büfesi")
# How names and brands are said that are not written as they sound, for the last syllable's sake.
SAID = {
    "mike": "mayk", "steve": "stiv", "george": "corc", "jean": "jan", "charles": "çarls", "james": "ceyms",
    "jane": "ceyn", "kate": "keyt", "grace": "greys", "apple": "epıl", "google": "gugıl", "youtube": "yutub",
    "facebook": "feysbuk", "iphone": "ayfon", "nike": "nayk", "skype": "skayp", "chrome": "krom", "renault": "reno",
    "peugeot": "pejo", "bordeaux": "bordo", "dave": "deyv", "luke": "luk", "jake": "ceyk", "anne": "en",
    "rose": "roz", "claire": "kler", "pierre": "piyer", "louise": "luiz", "denise": "deniz", "dominique": "dominik",
    "louis": "lui", "wright": "rayt", "joe": "co", "zoe": "zoi", "chloe": "kloi", "blake": "bleyk", "kyle": "kayl",
    "adobe": "adobi", "whatsapp": "vatsap", "instagram": "instagram", "office": "ofis", "chanel": "şanel",
    "michael": "maykıl", "hugo": "hügo", "porsche": "porşe", "michelle": "mişel", "ethernet": "eternet",
    "bluetooth": "blutut", "wi-fi": "vayfay", "wifi": "vayfay", "size": "sayz", "scooter": "skutır", "bike": "bayk",
    "danielle": "danyel", "camille": "kamiy", "brad": "bred", "john": "con", "sean": "şon", "shaun": "şon",
}  # fmt: skip
