"""Clubs and their names, a line a club: the id, the name, and the others it goes by."""

from __future__ import annotations

from typing import Final

ITALY: Final = """
ac-milan        | AC Milan        | Milan; Milan AC; A.C. Milan
ancona          | Ancona          | Ancona Calcio; US Ancona
as-roma         | AS Roma         | Roma; AS Rom
ascoli          | Ascoli          | Ascoli Calcio; Ascoli Calcio 1898
atalanta        | Atalanta        | Atalanta BC; Atalanta Bergamo
atalanta-u23    | Atalanta U23    | Atalanta Under 23
avellino        | Avellino        | AS Avellino; US Avellino; US Avellino 1912
bari            | Bari            | AS Bari; SSC Bari; FC Bari 1908
benevento       | Benevento       | Benevento Calcio
bologna         | Bologna         | Bologna FC; Bologna FC 1909
brescia         | Brescia         | Brescia Calcio
cagliari        | Cagliari        | Cagliari Calcio
carpi           | Carpi           | Carpi FC; Carpi FC 1909
catania         | Catania         | Calcio Catania; Catania SSD; Catania FC
cesena          | Cesena          | AC Cesena; Cesena FC; RC Cesena
chievo-verona   | Chievo Verona   | Chievo; AC Chievo Verona; ChievoVerona
como            | Como            | Como Calcio; Como 1907
cremonese       | Cremonese       | US Cremonese
crotone         | Crotone         | FC Crotone
empoli          | Empoli          | Empoli FC; FC Empoli
fano            | Fano            | AJ Fano; Alma Juventus Fano
fiorentina      | Fiorentina      | ACF Fiorentina; AC Fiorentina; Florentia; Florentia Viola
foggia          | Foggia          | Foggia Calcio; Calcio Foggia 1920; US Foggia
frosinone       | Frosinone       | Frosinone Calcio
genoa           | Genoa           | Genoa CFC; Genoa 1893
hellas-verona   | Hellas Verona   | Verona; Hellas Verona FC
inter-milan     | Inter           | Inter Milan; FC Internazionale; Internazionale
juventus        | Juventus        | Juventus FC; Juventus Turin; Juve
juventus-next-gen | Juventus Next Gen | Juve Next Gen; Juventus U23
lazio           | Lazio           | SS Lazio; Lazio Roma
lecce           | Lecce           | US Lecce
lecco           | Lecco           | Città di Lecco; Calcio Lecco 1912
livorno         | Livorno         | AS Livorno; AS Livorno Calcio; US Livorno 1915
messina         | Messina         | Messina Peloro; FC Messina Peloro; ACR Messina
milan-futuro    | Milan Futuro    | AC Milan Futuro
modena          | Modena          | Modena FC; Modena FC 2018
monza           | Monza           | AC Monza; Calcio Monza
napoli          | Napoli          | SSC Napoli; Napoli Soccer
novara          | Novara          | Novara Calcio; Novara Calcio 1908; Novara FC
padova          | Padova          | Calcio Padova
palermo         | Palermo         | US Palermo; Palermo FC; US Città di Palermo
parma           | Parma           | AC Parma; Parma AC; Parma FC; Parma Calcio 1913
perugia         | Perugia         | AC Perugia; Perugia Calcio; AC Perugia Calcio
pescara         | Pescara         | Delfino Pescara 1936; Pescara Calcio
piacenza        | Piacenza        | Piacenza FC; Piacenza Calcio; Lupa Piacenza
pisa            | Pisa            | AC Pisa; AC Pisa 1909; Pisa Calcio; Pisa Sporting Club
potenza         | Potenza         | Potenza SC; Potenza Calcio
reggiana        | Reggiana        | AC Reggiana; AC Reggiana 1919
reggina         | Reggina         | Reggina Calcio; Reggina 1914
salernitana     | Salernitana     | US Salernitana; US Salernitana 1919
sampdoria       | Sampdoria       | UC Sampdoria
sassuolo        | Sassuolo        | US Sassuolo; Sassuolo Calcio
siena           | Siena           | AC Siena; ACR Siena; Robur Siena; ACR Siena 1904
spal            | SPAL            | SPAL 2013; SPAL 1907; SPAL Ferrara
spezia          | Spezia          | Spezia Calcio; AC Spezia
ternana         | Ternana         | Ternana U.; Ternana Calcio; Ternana Unicusano
torino          | Torino          | Torino FC; Torino Calcio
treviso         | Treviso         | Treviso FBC; Treviso FBC 1993
udinese         | Udinese         | Udinese Calcio
venezia         | Venezia         | Venezia FC; AC Venezia 1907; SSC Venezia; Unione Venezia
vicenza         | Vicenza         | Vicenza Calcio; LR Vicenza; L.R. Vicenza; LR Vicenza Virtus
"""

GERMANY: Final = """
1-fc-kaiserslautern | 1. FC Kaiserslautern | 1.FC Kaiserslautern; 1.FC K'lautern
1-fc-koln | 1. FC Köln | 1.FC Köln; FC Cologne
1-fc-nuremberg | 1. FC Nuremberg | 1.FC Nuremberg; 1.FC Nürnberg
1-fc-saarbrucken | 1. FC Saarbrücken | 1.FC Saarbrücken; Saarbrücken
1860-munich | 1860 Munich | TSV 1860 Munich; TSV 1860 München
alemannia-aachen | Alemannia Aachen | Alem. Aachen
arminia-bielefeld | Arminia Bielefeld | Arm. Bielefeld
bayer-leverkusen | Bayer Leverkusen | Bayer 04 Leverkusen; Bay. Leverkusen; B. Leverkusen
bayern-munich | Bayern Munich | FC Bayern München; FC Bayern Munich
borussia-dortmund | Borussia Dortmund | Bor. Dortmund
borussia-monchengladbach | Borussia Mönchengladbach | Bor. M'gladbach
eintracht-braunschweig | Eintracht Braunschweig | E. Braunschweig
eintracht-frankfurt | Eintracht Frankfurt | E. Frankfurt
energie-cottbus | Energie Cottbus | FC Energie Cottbus
fc-ingolstadt | FC Ingolstadt | FC Ingolstadt 04
fortuna-dusseldorf | Fortuna Düsseldorf | F. Düsseldorf
greuther-furth | Greuther Fürth | SpVgg Greuther Fürth
hansa-rostock | Hansa Rostock | FC Hansa Rostock
kfc-uerdingen | KFC Uerdingen | KFC Uerdingen 05; Bayer 05 Uerdingen; Bay. Uerdingen
mainz-05 | Mainz 05 | 1.FSV Mainz 05; 1. FSV Mainz 05
sc-paderborn | SC Paderborn | SC Paderborn 07
schalke-04 | Schalke 04 | FC Schalke 04
sg-dynamo-dresden | Dynamo Dresden | SG Dynamo Dresden
sv-darmstadt-98 | Darmstadt 98 | SV Darmstadt 98
tsg-hoffenheim | TSG Hoffenheim | TSG 1899 Hoffenheim
union-berlin | Union Berlin | 1.FC Union Berlin; 1. FC Union Berlin
unterhaching | Unterhaching | SpVgg Unterhaching
vfb-leipzig | VfB Leipzig | VfB Leipzig (- 2004)
wattenscheid-09 | Wattenscheid 09 | SG Wattenscheid 09
werder-bremen | Werder Bremen | SV Werder Bremen
"""

NETHERLANDS: Final = """
ajax | Ajax | Ajax Amsterdam
cambuur | SC Cambuur | SC Cambuur-Leeuwarden; Cambuur-Leeuwarden bvo; Cambuur L.
de-graafschap | De Graafschap | De Graafschap Doetinchem
excelsior | Excelsior | Excelsior Rotterdam
fc-dordrecht | FC Dordrecht | Dordrecht'90
fc-twente | FC Twente | Twente FC; Twente Enschede FC
feyenoord | Feyenoord | Feyenoord Rotterdam
heerenveen | Heerenveen | SC Heerenveen
heracles-almelo | Heracles Almelo | Heracles
pec-zwolle | PEC Zwolle | FC Zwolle
rbc-roosendaal | RBC Roosendaal | RBC
roda-jc | Roda JC | Roda JC Kerkrade
sparta-rotterdam | Sparta Rotterdam | Sparta R.
vitesse | Vitesse | Vitesse Arnhem
willem-ii | Willem II | Willem II Tilburg
"""

PORTUGAL: Final = """
academica | Académica | Académica Coimbra; Coimbra
alverca | Alverca | FC Alverca
arouca | Arouca | FC Arouca
beira-mar | Beira-Mar | SC Beira-Mar
belenenses | Belenenses | CF Os Belenenses
belenenses-sad | Belenenses SAD | B SAD
benfica | Benfica | SL Benfica
boavista | Boavista | Boavista FC
campomaiorense | Campomaiorense | SC Campomaiorense; SC Campomaiorense (- 2001)
casa-pia | Casa Pia | Casa Pia AC
chaves | Chaves | GD Chaves
desportivo-aves | Desportivo Aves | Desportivo Aves (- 2020)
espinho | Espinho | SC Espinho
estoril-praia | Estoril Praia | GD Estoril Praia
estrela-da-amadora | Estrela da Amadora | CF Estrela; Clube Futebol Estrela da Amadora
famalicao | Famalicão | FC Famalicão
farense | Farense | SC Farense
feirense | Feirense | CD Feirense
gil-vicente | Gil Vicente | Gil Vicente FC
leca | Leça | Leça FC
leixoes | Leixões | Leixões SC
maritimo | Marítimo | CS Marítimo
moreirense | Moreirense | Moreirense FC
naval | Naval | Naval 1º de Maio
olhanense | Olhanense | SC Olhanense
pacos-de-ferreira | Paços de Ferreira | FC Paços de Ferreira; Paços Ferreira
penafiel | Penafiel | FC Penafiel
portimonense | Portimonense | Portimonense SC
rio-ave | Rio Ave | Rio Ave FC
salgueiros | Salgueiros | SC Salgueiros
santa-clara | Santa Clara | CD Santa Clara
tirsense | Tirsense | FC Tirsense
tondela | Tondela | CD Tondela
trofense | Trofense | CD Trofense
uniao-de-leiria | União de Leiria | Leiria
uniao-madeira | União Madeira | CF União Madeira
varzim | Varzim | Varzim SC
vitoria-guimaraes | Vitória Guimarães | Vitória Guimarães SC; Vit. Guimarães
vitoria-setubal | Vitória Setúbal | Vitória Setúbal FC
vizela | Vizela | FC Vizela
"""

FRANCE: Final = """
ac-arles | AC Arles | Athlétic Club Arlésien; AC Arles-Avignon
as-cannes | AS Cannes | Cannes
as-monaco | AS Monaco | Monaco
as-nancy | AS Nancy | AS Nancy-Lorraine
clermont-foot | Clermont Foot | Clermont Foot 63
cs-sedan | CS Sedan | CS Sedan-Ardennes
dijon | Dijon | Dijon FCO
evian | Évian | FC Évian Thonon Gaillard
fc-istres | FC Istres | FC Istres Ouest Provence
fc-sochaux | FC Sochaux | FC Sochaux-Montbéliard
gfc-ajaccio | GFC Ajaccio | G. Ajaccio; GFCO Ajaccio
girondins-bordeaux | Girondins Bordeaux | FC Girondins Bordeaux; G. Bordeaux
grenoble | Grenoble | Grenoble Foot 38
guingamp | Guingamp | EA Guingamp
le-mans | Le Mans | Le Mans Union Club 72; Le Mans UC 72; Le Mans FC
losc-lille | LOSC Lille | Lille OSC
montpellier | Montpellier | Montpellier HSC
olympique-lyon | Olympique Lyon | Olympique Lyonnais
olympique-marseille | Olympique Marseille | Marseille
paris-saint-germain | Paris Saint-Germain | Paris SG
rc-lens | RC Lens | Lens
rc-strasbourg | RC Strasbourg | RC Strasbourg Alsace; R. Strasbourg
saint-etienne | Saint-Étienne | AS Saint-Étienne
sc-toulon | SC Toulon | SC Toulon Var; Sporting Club de Toulon et du Var
stade-brestois | Stade Brestois | Stade Brestois 29
stade-rennais | Stade Rennais | Stade Rennais FC; Rennes
toulouse | Toulouse | FC Toulouse; Toulouse FC
troyes | Troyes | ESTAC Troyes; Association Troyes Aube Champagne
valenciennes | Valenciennes FC | US Valenciennes; Union Sportive Valenciennes-Anzin Arrondissement
"""

RUSSIA: Final = """
akhmat-grozny | Akhmat Grozny | Terek Grozny
alania-vladikavkaz | Alania Vladikavkaz | Alania; Spartak-Alania; Spartak-Alania Vladikavkaz; \
  Spartak Vladikavkaz; Spartak V-kavkaz
anzhi-makhachkala | Anzhi Makhachkala | Anzhi; Anzhi Makhachkala ( -2022)
baltika-kaliningrad | Baltika Kaliningrad | Baltika
chernomorets-novorossijsk | Chernomorets Novorossijsk | Chernomorets N.
dynamo-moscow | Dynamo Moscow | Dinamo Moscow
dynamo-stavropol | Dynamo Stavropol | Dinamo Stavropol; Stavropol
elista | Элиста | ФК Элиста
enisey-krasnoyarsk | Enisey Krasnoyarsk | Enisey
energiya-kamyshin | Энергия-Текстильщик | Энергия-Текстильщик Камышин; Энергия-Текстиль
fakel-voronezh | Fakel Voronezh | Факел-Воронеж; Факел-Воронеж Воронеж
fc-krasnodar | FC Krasnodar | FK Krasnodar; Krasnodar
fc-moscow | FC Moscow | Torpedo-ZiL; Torpedo-ZiL Moscow; Tor-Met Moscow; \
  Torpedo-Metallurg Moscow
fc-orenburg | FC Orenburg | FK Orenburg; Orenburg
fc-rostov | FC Rostov | FK Rostov; Rostov; Rostselmash; Rostselmash Rostov
fc-sochi | FC Sochi | Sochi
fc-tambov | FC Tambov | FK Tambov; PFK Tambov; Tambov
fc-tosno | FC Tosno | FC Tosno (-2018); Tosno
fc-tyumen | FC Tyumen | FK Tyumen; Tyumen; Dinamo-Gazovik Tyumen; Din-Gaz Tyumen
fc-ufa | FC Ufa | FK Ufa; Ufa
kamaz | КАМАЗ | КАМАЗ-Чаллы; КАМАЗ-Чаллы Набережные Челны
khimki | Khimki | FK Khimki; FC Khimki
krylya-sovetov | Krylya Sovetov | Krylya Sovetov Samara; KS Samara
kuban-krasnodar | Kuban Krasnodar | Kuban Krasnodar (-2018)
lada-togliatti | Lada-Togliatti | Lada-Togliatti-VAZ Togliatti; Lada-Togliat-VAZ
lokomotiv-moscow | Lokomotiv Moscow | Loko Moscow
lokomotiv-nizhny-novgorod | Lokomotiv Nizhny Novgorod | Lokomotiv Nizhniy Novgorod; Lokomotiv NN
luch-vladivostok | Luch Vladivostok | Luch
mordovia-saransk | Mordovia Saransk | Mordovia; Mordovia Saransk (-2020)
pari-nizhny-novgorod | Pari Nizhny Novgorod | FC Pari Nizhniy Novgorod; Pari NN; \
  FC Nizhniy Novgorod; Nizhny Novgorod
presnya-moscow | Пресня | Пресня Москва
saturn-ramenskoe | Saturn Ramenskoe | Saturn; Saturn REN-TV; Saturn REN-TV Ramenskoe
shinnik-yaroslavl | Shinnik Yaroslavl | Shinnik
sibir-novosibirsk | Sibir Novosibirsk | Sibir; Sibir Novosibirsk (- 2019)
torpedo-moscow | Torpedo Moscow | Торпедо-Лужники; Торпедо-Лужники Москва
ural-yekaterinburg | Ural Yekaterinburg | Ural; Uralmash; Uralmash Ekaterinburg
volga-nizhny-novgorod | Volga Nizhny Novgorod | Volga NN; Volga Nizhniy Novgorod (- 2016)
zenit-st-petersburg | Zenit St. Petersburg | Zenit S-Pb
zhemchuzhina-sochi | Zhemchuzhina Sochi | Zhemchuzhina
"""
