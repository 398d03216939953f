Feature: Sources and their grades
  What a source is decides what its word rests on; how far it is trusted is our judgement.

  Rule: A club's own word is official, a paper's is reported
    Scenario Outline: Who says so
      Given an <sort> called Voce del Calcio
      When Voce del Calcio reports on 20 August 2024 that Empoli sold Marco Ferri to Lecce
      Then the log of Marco Ferri shows
        | kind              | basis   | source          |
        | TransferCompleted | <basis> | voce-del-calcio |

      Examples:
        | sort   | basis    |
        | outlet | reported |
        | agent  | reported |

    Scenario: A database's rows are listed, and move the player
      Given a database called Transfermarkt
      When Transfermarkt reports on 20 August 2024 that Empoli sold Marco Ferri to Lecce
      Then the log of Marco Ferri shows
        | kind              | basis  |
        | TransferCompleted | listed |
      And the squad of Lecce on 20 August 2024 is
        | player      |
        | Marco Ferri |

    Scenario: The club says so itself
      When Lecce announces on 20 August 2024 that Empoli sold Marco Ferri to Lecce
      Then the log of Marco Ferri shows
        | kind              | basis    | source |
        | TransferCompleted | official | lecce  |

    Scenario: A club's statement known only through a paper stays a report
      When Gazzetta reports on 20 August 2024, citing Lecce, that Empoli sold Marco Ferri to Lecce
      Then the log of Marco Ferri shows
        | kind              | basis    | source   | cites |
        | TransferCompleted | reported | gazzetta | lecce |

  Rule: A grade is ours, in general or about one club
    Scenario: Good on Milan, untried elsewhere
      Given a journalist called Matteo Moretto
      When we grade Matteo Moretto B about AC Milan because close to the club
      And we grade Matteo Moretto F
      Then the log of Matteo Moretto shows
        | kind         | says          |
        | SourceGraded | reliability F |
        | SourceGraded | reliability B |
