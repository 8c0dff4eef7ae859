use super::*;

const LARGEST: usize = 2_000;

/// The first word of each answer; `…` where the server listens on, and the mail where one came.
fn talk(lines: &[&[u8]]) -> (Vec<String>, Option<Mail>) {
    talk_in(None, lines)
}

fn talk_in(trouble: Option<Trouble>, lines: &[&[u8]]) -> (Vec<String>, Option<Mail>) {
    let mut session = Session::new(LARGEST);
    let mut mail = None;
    let said = lines
        .iter()
        .map(|line| match session.line(line, trouble) {
            Step::Say(text) => text[..3].to_owned(),
            Step::Listen => "…".to_owned(),
            Step::Close(text) => format!("{} bye", &text[..3]),
            Step::Deliver(came) => {
                mail = Some(came);
                "mail".to_owned()
            }
        })
        .collect();
    (said, mail)
}

const START: [&[u8]; 4] = [
    b"EHLO client.example\r\n",
    b"MAIL FROM:<us@agera.example>\r\n",
    b"RCPT TO:<anna@exempel.se>\r\n",
    b"DATA\r\n",
];

/// What a mail of these lines is answered with.
fn data(lines: &[&[u8]]) -> (String, Option<Mail>) {
    let all = [&START[..], lines, &[b".\r\n"]].concat();
    let (mut said, mail) = talk(&all);
    (said.pop().unwrap(), mail)
}

#[test]
fn a_mail_is_taken_as_it_was_sent() {
    let (said, mail) = data(&[
        b"Subject: Hej\r\n",
        b"\r\n",
        b"..\r\n",
        b"...x\r\n",
        b"\r\n",
    ]);

    assert_eq!(said, "mail");
    let mail = mail.unwrap();
    assert_eq!(mail.from, "us@agera.example");
    assert_eq!(mail.to, ["anna@exempel.se"]);
    assert_eq!(mail.raw, b"Subject: Hej\r\n\r\n.\r\n..x\r\n\r\n");
}

#[test]
fn commands_have_an_order() {
    let (said, _) = talk(&[
        b"NOOP\r\n",
        b"MAIL FROM:<a@b.se>\r\n",
        b"EHLO\r\n",
        b"helo client.example\r\n",
        b"RCPT TO:<a@b.se>\r\n",
        b"DATA\r\n",
        b"mail from:<>\r\n",
        b"MAIL FROM:<a@b.se>\r\n",
        b"DATA\r\n",
        b"RCPT TO:<a@b.se>\r\n",
        b"RSET\r\n",
        b"RCPT TO:<a@b.se>\r\n",
        b"STARTTLS\r\n",
        b"VRFY anna\r\n",
        b"QUIT\r\n",
    ]);

    assert_eq!(
        said,
        [
            "250", "503", "501", "250", "503", "503", "250", "503", "503", "250", "250", "503",
            "502", "252", "221 bye"
        ]
    );
}

#[test]
fn what_was_not_offered_is_refused() {
    let too_long = format!("NOOP {}\r\n", "x".repeat(510));
    let table: [(&[u8], &str); 12] = [
        (b"MAIL FROM:<a@b.se> BODY=8BITMIME\r\n", "555"),
        (b"MAIL FROM:<a@b.se> SMTPUTF8\r\n", "555"),
        (b"MAIL FROM:<a@b.se> SIZE=2001\r\n", "552"),
        (b"MAIL FROM:<a@b.se> SIZE=x\r\n", "555"),
        (b"MAIL FROM:<\xc3\xa5sa@b.se>\r\n", "500"),
        (b"MAIL FROM:a@b.se\r\n", "501"),
        (b"MAIL FROM:<a>\r\n", "501"),
        (b"MAIL TO:<a@b.se>\r\n", "501"),
        (b"MAIL FROM:<a@b.se>SIZE=1\r\n", "501"),
        (b"AUTH PLAIN AGEAYg==\r\n", "502"),
        (too_long.as_bytes(), "500"),
        (b"\r\n", "502"),
    ];
    for (line, code) in table {
        let (said, _) = talk(&[START[0], line]);
        assert_eq!(said[1], code, "{}", String::from_utf8_lossy(line));
    }
    let (said, _) = talk(&[START[0], b"MAIL FROM:<a@b.se> size=2000\r\n"]);
    assert_eq!(said[1], "250");
}

#[test]
fn a_mail_that_no_server_takes_is_refused_and_the_next_one_taken() {
    let long = [b"x".repeat(999), b"\r\n".to_vec()].concat();
    let longest = [b"x".repeat(998), b"\r\n".to_vec()].concat();
    assert_eq!(data(&[&long]).0, "554");
    assert_eq!(data(&[&longest]).0, "mail");
    assert_eq!(data(&[&longest, &longest]).0, "mail", "2,000 bytes");
    assert_eq!(data(&[&longest, &longest, b"\r\n"]).0, "552");
    assert_eq!(data(&["å\r\n".as_bytes()]).0, "554");

    let again = [
        &START[..],
        &[&long[..], b".\r\n"],
        &START[1..],
        &[b"ok\r\n", b".\r\n"],
    ]
    .concat();
    let (said, mail) = talk(&again);
    assert_eq!(said.last().map(String::as_str), Some("mail"));
    assert_eq!(mail.unwrap().raw, b"ok\r\n");
}

#[test]
fn no_mail_is_smuggled_by_half_a_line_end() {
    for line in [&b"x\n"[..], b"x\r\r\n", b"x\ry\r\n", b"x"] {
        let (said, mail) = talk(&[&START[..], &[line]].concat());
        assert_eq!(said.last().map(String::as_str), Some("500 bye"));
        assert_eq!(mail, None);
    }
}

#[test]
fn no_more_than_100_get_one_mail() {
    let many = vec![START[2]; 101];
    let (said, _) = talk(&[&START[..2], &many].concat());

    assert_eq!(said[101], "250");
    assert_eq!(said[102], "452");
}

#[test]
fn troubles_are_told_when_the_address_is() {
    for (trouble, code) in [
        (None, "250"),
        (Some(Trouble::Refuse), "550"),
        (Some(Trouble::Fail), "451"),
        (Some(Trouble::Hang), "250"),
        (Some(Trouble::Drop), "250"),
    ] {
        let (said, _) = talk_in(trouble, &START[..3]);
        assert_eq!(said[2], code, "{trouble:?}");
    }
}
