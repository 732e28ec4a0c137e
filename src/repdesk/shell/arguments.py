"""The command line's words: every command, option and their help."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from typing import Any, NoReturn

from repdesk import __version__
from repdesk.i18n import _
from repdesk.rules.outcomes import OUTCOMES
from repdesk.rules.types import CHANNELS, SOURCES, Outcome
from repdesk.rules.work_time import BESIDES
from repdesk.shell.clean_up_arguments import clean_up_commands
from repdesk.shell.import_arguments import import_command
from repdesk.text import visible

_LARGEST = 2**62
_FARTHEST = 260  # working days: about a year
_YEARS = (1990, 2500)


class Parser(argparse.ArgumentParser):
    """A parser whose usage errors are one line and exit with 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words given."""
        sys.stderr.write(f"repdesk: {visible(message)} ({self.prog} --help)\n")
        raise SystemExit(2)


def _now(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or not _YEARS[0] <= moment.year <= _YEARS[1]:
        raise argparse.ArgumentTypeError(_("--now takes an ISO date and time, such as 2026-11-23T09:00"))
    return moment


def _outcome(text: str) -> Outcome:
    for outcome, spec in OUTCOMES.items():
        if text in (spec.key, outcome.value):
            return outcome
    raise argparse.ArgumentTypeError(
        _("unknown outcome; one of: %(all)s") % {"all": ", ".join(f"{s.key} {o.value}" for o, s in OUTCOMES.items())}
    )


def _positive(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < _LARGEST:
        raise argparse.ArgumentTypeError(_("not a number above 0: %(text)s") % {"text": text})
    return int(text)


def _horizon(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= _FARTHEST:
        told = {"most": _FARTHEST, "text": text}
        raise argparse.ArgumentTypeError(_("not a number from 1 to %(most)d: %(text)s") % told)
    return int(text)


def _path(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError(_("the path is empty"))
    return text


def _global_options(*, defaults: bool) -> Parser:
    """Return the options that stand before or after the command; only the outermost parser gives their defaults."""
    parser = Parser(add_help=False, allow_abbrev=False)
    unset: Any = None if defaults else argparse.SUPPRESS
    parser.add_argument("--db", metavar="PATH", type=_path, default=unset, help=_("the book to use (also REPDESK_DB)"))
    parser.add_argument("--now", metavar="ISO-DATETIME", type=_now, default=unset, help=_("the time it is said to be"))
    flag: Any = False if defaults else argparse.SUPPRESS
    parser.add_argument("--json", action="store_true", default=flag, help=_("print JSON"))
    return parser


def parser() -> Parser:
    """Return the parser of the whole command line."""
    top = Parser(
        prog="repdesk",
        description=_("The desk of one telesales rep. Without a command: opens the app."),
        parents=[_global_options(defaults=True)],
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"repdesk {__version__}")
    top.add_argument("--demo", action="store_true", help=_("open a demo book of its own"))
    top.set_defaults(command=None)
    commands = top.add_subparsers(title=_("commands"), metavar="COMMAND", parser_class=Parser)
    common = _global_options(defaults=False)

    def command(name: str, help_: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_, description=help_, parents=[common], allow_abbrev=False)
        made.set_defaults(command=name)
        return made

    _looking(command)
    _reading_dates(command)
    _editing(command)
    _calling(command)
    _work(command)
    _ahead(command)
    clean_up_commands(command, _positive)
    _keeping(command)
    return top


def _looking(command: Any) -> None:
    today = command("today", _("today's list, or what it would be"))
    today.add_argument("--all", action="store_true", help=_("what was carried over too"))
    by_hours = _("the rest of it by the hours its customers are best called in")
    today.add_argument("--by-best-hours", action="store_true", help=by_hours)
    why = command("why", _("why a customer is on today's list, or why not"))
    why.add_argument("account_id", type=_positive)
    accounts = command("accounts", _("every customer in the book"))
    accounts.add_argument(
        "--where", default="", metavar="FILTER", help=_("only those that fit, such as 'grade:A stage>=3 untouched>20d'")
    )
    accounts.add_argument("--view", metavar="NAME", help=_("those of a saved view, in its order and columns"))
    accounts.add_argument("--sort", metavar="COLUMN", help=_("the order, such as name; score-: the highest first"))
    accounts.add_argument("--columns", metavar="A,B,C", help=_("the columns, such as name,phone,tags"))
    find = command("find", _("anyone, by part of a name, pinyin, number, contact, tag, stage or note"))
    find.add_argument("text", nargs="+")
    find.add_argument("--limit", type=_positive, default=30, metavar="N", help=_("how many at the most"))
    acts = command("acts", _("what was done in the book, the latest first"))
    acts.add_argument("--all", action="store_true", help=_("all of it, not the latest hundred"))
    command("plan", _("the plan for the next working day, and what today came to"))
    command("day", _("how today is arranged, what must be done, who must be called, what to learn"))
    answers = command("answers", _("when calls are answered, by weekday and hour, of the book and of one customer"))
    answers.add_argument("account_id", nargs="?", type=_positive)
    command("funnel", _("how many customers stand at each stage, and what they are worth"))
    report = command("report", _("what a week or a month came to, beside the one before"))
    span = report.add_mutually_exclusive_group()
    span.add_argument("--week", dest="kind", action="store_const", const="week", default="week", help=_("a week"))
    span.add_argument("--month", dest="kind", action="store_const", const="month", help=_("a month"))
    report.add_argument("file", nargs="?", metavar="FILE.html", type=_path, help=_("a page to print, in place of text"))
    report.add_argument("--of", metavar="DATE", help=_("the one that holds this day, in place of today"))
    _what_if(command)


def _what_if(command: Any) -> None:
    tried = command("whatif", _("the days ahead with other figures: when the book is covered, who goes late"))
    tried.add_argument("--quota", metavar="N", default="", help=_("calls a day"))
    tried.add_argument("--off", metavar="WHEN", action="append", default=[], help=_("days off: fri, 12-01..12-03"))
    cadence = _("how often who is called, in working days: a=2, or a=2/4 for at most 4; a, b, c, customer, core")
    tried.add_argument(
        "--cadence", metavar="WHO=DAYS", action="append", nargs="+", default=[], type=_named_value, help=cadence
    )
    tried.add_argument("--target", metavar="SHARE", default="", help=_("the share to be covered, such as 90 %%"))
    tried.add_argument("--days", metavar="N", type=_horizon, help=_("working days ahead, not this month and the next"))


def _ahead(command: Any) -> None:
    level = command("level", _("spread an overload of next calls over the days ahead: say who would move, or do it"))
    level.add_argument("--days", metavar="N", type=_horizon, help=_("calendar days ahead, not the 60 of the policy"))
    level.add_argument("--yes", action="store_true", help=_("do it"))
    command("ladders", _("who is how late, whose contract ends when, whose birthday is near"))


def _reading_dates(command: Any) -> None:
    when = command("when", _("what a date means as it is typed, without a book"))
    when.add_argument("phrase", nargs="+", metavar="PHRASE", help=_("fri 15:00, +3d, 12-08, 下周二 下午三点 …"))
    when.add_argument(
        "--country", metavar="CC", help=_("whose public holidays are days off, such as CN; else weekends alone are")
    )


def _editing(command: Any) -> None:
    bulk = command("bulk", _("edit all customers who fit a filter: say what would come of it, and do it with --yes"))
    bulk.add_argument("--where", default="", metavar="FILTER", help=_("those who fit, as in accounts --where"))
    bulk.add_argument("--view", metavar="NAME", help=_("those of a saved view"))
    names = _("stage=3, grade=A or rule, next=fri, mon..fri or none, tag=T, untag=T, owner=N")
    bulk.add_argument("--set", dest="edit", required=True, metavar="FIELD=VALUE", type=_named_value, help=names)
    bulk.add_argument("--why", default="", metavar="T", help=_("the reason, where a stage falls or a grade is set"))
    bulk.add_argument("--yes", action="store_true", help=_("do it"))


def _named_value(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError(_("not a field and its value: %(text)s") % {"text": text})
    return name.strip(), value.strip()


def _calling(command: Any) -> None:
    log = command("log", _("put a call on record"))
    log.add_argument("account_id", type=_positive)
    log.add_argument("outcome", type=_outcome, help=", ".join(f"{s.key} {o.value}" for o, s in OUTCOMES.items()))
    _said_of_a_call(log)
    amend = command("amend", _("put right what was logged; the first version is kept"))
    amend.add_argument("call_id", type=_positive)
    amend.add_argument("--outcome", type=_outcome)
    _said_of_a_call(amend)
    nxt = command("next", _("set the next call"))
    nxt.add_argument("account_id", type=_positive)
    words = _("12-08, +3d, fri 15:00, tomorrow, 明天 … or none; left out, the day that is set stays")
    nxt.add_argument("next", metavar="WHEN", nargs="?", help=words)
    nxt.add_argument("--promised", action=argparse.BooleanOptionalAction, help=_("promised to the customer, or not"))
    nxt.add_argument("--for", dest="purpose", metavar="T", help=_("what the call is for; empty for nothing"))
    add = command("add", _("put a new customer in the book, to be called today"))
    add.add_argument("name")
    add.add_argument("--phone", required=True, metavar="N")
    add.add_argument("--contact", metavar="NAME")
    add.add_argument("--source", choices=SOURCES, default="other")
    allow = command("allow", _("lift do-not-call from a number"))
    allow.add_argument("number")
    allow.add_argument("--reason", required=True, metavar="T", help=_("what the customer did, and when"))
    command("undo", _("take the latest act back"))
    command("redo", _("bring back the act last undone"))


def _said_of_a_call(log: argparse.ArgumentParser) -> None:
    log.add_argument("--note", metavar="T")
    log.add_argument("--next", metavar="WHEN", help=_("the next call, in place of the one proposed; none for none"))
    log.add_argument("--promised", action="store_true", help=_("the next call is promised"))
    log.add_argument("--reason", metavar="T")
    log.add_argument("--never", action="store_true", help=_("refused for good"))
    lost, kp = log.add_mutually_exclusive_group(), log.add_mutually_exclusive_group()
    lost.add_argument("--lost", dest="lost", action="store_true", default=None, help=_("the deal is lost"))
    lost.add_argument("--not-lost", dest="lost", action="store_false", help=_("the deal is not lost"))
    kp.add_argument("--kp", dest="kp", action="store_true", default=None, help=_("the key person spoke"))
    kp.add_argument("--no-kp", dest="kp", action="store_false", help=_("somebody else spoke"))
    log.add_argument("--channel", choices=CHANNELS)
    log.add_argument("--in", dest="inbound", action="store_true", default=None, help=_("the customer called"))
    log.add_argument("--phone", metavar="N", help=_("the number dialled"))
    log.add_argument("--price", action="store_true", help=_("the price was talked"))
    log.add_argument("--demo-given", action="store_true", help=_("a demonstration was given"))
    log.add_argument("--offer", action="store_true", help=_("an offer was made"))
    log.add_argument("--amount", metavar="N")
    log.add_argument("--start", metavar="D", help=_("the contract's first day"))
    log.add_argument("--end", metavar="D", help=_("the contract's last day"))


def _taking_out(command: Any) -> None:
    export = command("export", _("write everything, one customer or a list of them to a file"))
    export.add_argument("file", metavar="FILE", type=_path, help=_("its ending says the kind: .json .csv .xlsx .vcf"))
    _whom(export)
    export.add_argument("--as", dest="form", metavar="KIND", help=_("csv, xlsx, vcard, vcard4, google, outlook, json"))
    export.add_argument("--columns", metavar="A,B,C", help=_("the columns of a table, in place of all of them"))
    export.add_argument("--delimiter", default=",", metavar="SIGN", help=_("between the cells of a CSV: , ; | or tab"))
    printed = command("print", _("today's list on paper: a page to print, or text where no file is named"))
    printed.add_argument("file", nargs="?", metavar="FILE.html", type=_path)
    over = command("handover", _("all that is known of some customers, for whoever takes them over"))
    over.add_argument("place", metavar="FOLDER", type=_path, help=_("a new folder, or a file that ends in .zip"))
    _whom(over)
    calendar = command("calendar", _("write the next calls to a calendar file (.ics)"))
    calendar.add_argument("file", metavar="FILE", type=_path)
    calendar.add_argument("--promised", action="store_true", help=_("promised calls alone"))
    named = calendar.add_mutually_exclusive_group()
    named.add_argument("--anonymous", dest="names", action="store_false", default=None, help=_("name no customer"))
    named.add_argument("--names", action="store_true", default=None, help=_("name them, in an encrypted book too"))


def _whom(parser: argparse.ArgumentParser) -> None:
    """Let one say which customers."""
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--all", action="store_true", help=_("the whole book"))
    whom.add_argument("--account", metavar="ID", type=_positive, help=_("one customer"))
    whom.add_argument("--where", metavar="FILTER", help=_("those who fit, as in accounts --where"))
    whom.add_argument("--view", metavar="NAME", help=_("those of a saved view"))
    whom.add_argument("--today", action="store_true", help=_("today's list"))
    whom.add_argument("--day", metavar="WHEN", help=_("who is set for a day"))
    whom.add_argument("--stage", type=int, choices=range(8), help=_("who stands at a stage of the funnel"))
    parser.add_argument("--sort", metavar="COLUMN", help=_("the order of a filter or view; score-: the highest first"))


def _work(command: Any) -> None:
    work = command("work", _("let the clock run over work besides calling, or say what it runs over"))
    what = work.add_mutually_exclusive_group()
    what.add_argument("kind", nargs="?", metavar="KIND", help=_("one of: %(all)s") % {"all": ", ".join(BESIDES)})
    what.add_argument("--stop", action="store_true", help=_("stop the clock; the next call does it too"))


def _keeping(command: Any) -> None:
    import_command(command, _path)
    demo = command("demo", _("make a book of invented customers"))
    demo.add_argument("--accounts", type=_positive, default=1000, metavar="N")
    demo.add_argument("--seed", type=int, default=1, metavar="S")
    command("where", _("where the book and everything else lies"))
    command("policy", _("every figure of the desk, as policy.toml takes it"))
    copy = command("backup", _("make a checked copy of the book"))
    copy.add_argument("path", nargs="?", metavar="PATH", type=_path, help=_("in place of the folder of the backups"))
    command("backups", _("the backups of the book, newest first"))
    back = command("restore", _("put a backup in the book's place; the book as it was is kept"))
    back.add_argument("which", nargs="?", metavar="WHICH", type=_path, help=_("a name from backups, or a file"))
    back.add_argument("--yes", action="store_true", help=_("do not ask"))
    gone = _("give up an encrypted book that nobody can open any more; it is kept aside")
    back.add_argument("--forgotten-passphrase", action="store_true", help=gone)
    checked = command("check", _("look the whole book over, changing nothing but by --repair"))
    checked.add_argument("--repair", action="store_true", help=_("mend what can be mended; undo takes it back"))
    doctor = command("doctor", _("what the desk stands on: the book, backups, disk, settings, terminal"))
    doctor.add_argument("--report", metavar="FILE", type=_path, help=_("write it down, nobody named, for a bug report"))
    settings = command("set", _("show the settings, or set one"))
    settings.add_argument("key", nargs="?")
    settings.add_argument("value", nargs="?", default="")
    _taking_out(command)
    forget = command("forget", _("take a customer out of the book and every backup for good"))
    forget.add_argument("account_id", nargs="?", type=_positive, help=_("without it: do what still waits"))
    forget.add_argument("--yes", action="store_true", help=_("do not ask for the name"))
    forget.add_argument("--gone", metavar="PATH", type=_path, help=_("a lost backup or folder: wait for it no more"))
    encrypt = command("encrypt", _("encrypt the book, or make a new one that is encrypted"))
    plain = encrypt.add_mutually_exclusive_group()
    plain.add_argument("--backups", action="store_true", help=_("its backups too"))
    plain.add_argument("--keep-backups", action="store_true", help=_("leave its backups as they are, do not ask"))
    encrypt.add_argument("--keyring", action="store_true", help=_("keep the passphrase in the system's keyring"))
    decrypt = command("decrypt", _("make an encrypted book a plain one"))
    decrypt.add_argument("--backups", action="store_true", help=_("its backups too"))
    words = command("passphrase", _("change the passphrase of an encrypted book"))
    words.add_argument("--backups", action="store_true", help=_("its backups too"))
    ring = words.add_mutually_exclusive_group()
    ring.add_argument("--keyring", action="store_true", help=_("keep the passphrase in the system's keyring"))
    ring.add_argument("--no-keyring", action="store_true", help=_("take it out of the keyring, change nothing else"))
    off = command("off", _("enter a day off, also afterwards"))
    off.add_argument("day", metavar="WHEN")
    part = off.add_mutually_exclusive_group()
    part.add_argument("--half", choices=("am", "pm"), help=_("only the morning or the afternoon is off"))
    part.add_argument("--back", action="store_true", help=_("it is worked after all"))
    off.add_argument("--reason", metavar="T")
    hours = command("hours", _("show the hours of a day, or enter when it is worked"))
    hours.add_argument("day", metavar="WHEN")
    hours.add_argument("hours", nargs="?", metavar="HOURS", help=_("9:00-12:00, until 15, 下午 …, or usual"))
    hours.add_argument("--reason", metavar="T")
