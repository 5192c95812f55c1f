import base64
from email.message import EmailMessage

import pytest

from tests.conftest import LocalWorkspace, OwnerSession, WorkspaceFactory

OWNER = "eigenaar@local-workspace.example"
CHART = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def week_mail() -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"Ritmiek <{OWNER}>"
    message["To"] = "Anna de Wit <anna@dezonnebloem.example>, sem@dezonnebloem.example"
    message["Cc"] = "Coach <coach@dezonnebloem.example>"
    message["Subject"] = "Week 3 <b>& verder</b>"
    message.set_content("Goedemorgen <team>\n")
    html = "<html><head></head><body><script>alert(1)</script><img src='cid:grafiek'></body></html>"
    message.add_alternative(html, subtype="html")
    body = message.get_body(("html",))
    assert isinstance(body, EmailMessage)
    body.add_related(CHART, "image", "png", cid="<grafiek>")
    message.add_attachment(b"BEGIN:VCALENDAR", "text", "calendar", filename="lesbezoek é.ics")
    return message


def send(session: OwnerSession, message: EmailMessage) -> str:
    raw = base64.urlsafe_b64encode(message.as_bytes()).decode()
    answer = session.post("/gmail/v1/users/me/messages/send", json={"raw": raw})
    return str(answer.json()["id"])


@pytest.fixture
def mail(owner: OwnerSession) -> str:
    return "/mail/" + send(owner, week_mail())


def test_an_empty_mail_store_says_so_kindly(fresh_workspace: WorkspaceFactory) -> None:
    page = fresh_workspace().session().get("/mail")
    assert page.status_code == 200
    assert "Er is nog geen mail verstuurd" in page.text


def test_the_list_says_who_what_and_when_in_dutch(fresh_workspace: WorkspaceFactory) -> None:
    session = fresh_workspace().session()
    session.put("/local/clock", json={"now": "2026-11-09T06:00:10Z"}).raise_for_status()
    send(session, week_mail())
    page = session.get("/mail").text
    assert "Week 3 &lt;b&gt;&amp; verder&lt;/b&gt;" in page
    assert "Van Ritmiek aan Anna de Wit, sem@dezonnebloem.example en 1 ander" in page
    assert "maandag 9 november 2026, 07:00" in page


def test_the_list_is_divided_into_pages(fresh_workspace: WorkspaceFactory) -> None:
    session = fresh_workspace().session()
    for number in range(51):
        message = EmailMessage()
        message["To"] = "team@dezonnebloem.example"
        message["Subject"] = f"Mail nummer {number}."
        send(session, message)
    first, second = session.get("/mail").text, session.get("/mail?pagina=2").text
    assert "Mail nummer 50." in first
    assert "Mail nummer 0." not in first
    assert "Mail nummer 0." in second
    assert session.get("/mail?pagina=zo").text == first


def test_a_mail_shows_its_text_its_frame_and_its_attachment(owner: OwnerSession, mail: str) -> None:
    page = owner.get(mail).text
    assert "Goedemorgen &lt;team&gt;" in page
    assert f'src="{mail}/html"' in page
    assert 'title="De mail: Week 3 &lt;b&gt;&amp; verder&lt;/b&gt;"' in page
    assert "15 bytes" in page


def test_the_html_of_a_mail_runs_nothing_and_fetches_nothing(
    owner: OwnerSession, mail: str
) -> None:
    answer = owner.get(f"{mail}/html")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert "<title>Week 3 &lt;b&gt;&amp; verder&lt;/b&gt;</title>" in answer.text


def test_a_picture_inside_the_html_is_shown(owner: OwnerSession, mail: str) -> None:
    html = owner.get(f"{mail}/html").text
    assert f"data:image/png;base64,{base64.b64encode(CHART).decode()}" in html
    assert "cid:" not in html


def test_an_attachment_is_downloaded_as_it_was(owner: OwnerSession, mail: str) -> None:
    answer = owner.get(f"{mail}/bijlagen/1")
    assert answer.content.strip() == b"BEGIN:VCALENDAR"
    assert answer.headers["Content-Disposition"].endswith("''lesbezoek%20%C3%A9.ics")
    assert owner.get(f"{mail}/bijlagen/2").status_code == 404


def test_the_source_is_shown_as_text(owner: OwnerSession, mail: str) -> None:
    answer = owner.get(f"{mail}/bron")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Subject: Week 3 <b>& verder</b>" in answer.text


def test_a_mail_that_is_not_there_is_a_page_that_says_so(workspace: LocalWorkspace) -> None:
    for path in ("/mail/x", "/mail/x/html", "/mail/x/bron", "/mail/x/bijlagen/1"):
        answer = workspace.session().get(path)
        assert answer.status_code == 404
        assert "Deze mail is hier niet" in answer.text
