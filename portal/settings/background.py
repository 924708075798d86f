"""Work behind the pages: what the beat wakes, and when (UTC), and who does which job. Each task asks what is due."""

from __future__ import annotations

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE = {
    "sweep-deadlines": {"task": "portal.deadlines.tasks.sweep", "schedule": crontab(minute="*/15")},
    "end-sessions": {"task": "portal.bodies.tasks.end_sessions", "schedule": crontab(minute="*/10")},
    "deliver-notices": {"task": "portal.notices.tasks.deliver", "schedule": crontab(minute="*/2")},
    "close-agreements": {"task": "schedules.tasks.close_silent_slots", "schedule": crontab(minute="*/30")},
    "note-meetings": {"task": "meetings.tasks.note_meetings", "schedule": crontab(minute="5")},
    "publish-planned": {"task": "meetings.tasks.publish_planned", "schedule": crontab(minute="*")},
    "pick-up-jobs": {"task": "portal.jobs.tasks.pick_up", "schedule": crontab(minute="*")},
    "post-letters": {"task": "portal.questions.tasks.post_letters", "schedule": crontab(minute="*/2")},
    # Its hour is Kazakhstan's, and told by the task; a beat that missed it comes an hour later.
    "make-digests": {"task": "portal.questions.tasks.make_digests", "schedule": crontab(minute="10")},
    "pass-off": {"task": "portal.questions.tasks.pass_off", "schedule": crontab(minute="4-59/5")},
    # Half past midnight in Kazakhstan.
    "lapse-demands": {"task": "portal.questions.tasks.lapse_demands", "schedule": crontab(hour="19", minute="30")},
    "publish-quarters": {"task": "issues.tasks.publish_quarters", "schedule": crontab(minute="*/5")},
    # A quarter to one in Kazakhstan, and again by day for what a night missed.
    "settle-claims": {"task": "issues.tasks.settle_claims", "schedule": crontab(hour="19,3", minute="45")},
    # Woken by each claim; the beat does what was cut short.
    "ask-people": {"task": "issues.tasks.ask_people", "schedule": crontab(minute="3-59/5")},
    "make-news": {"task": "issues.tasks.make_news", "schedule": crontab(minute="20")},
    "prepare-photos": {"task": "portal.holding.tasks.prepare_photos", "schedule": crontab(minute="*")},
    # Every page that is kept adds up what was noted: a thousand notes cost it a fifth.
    "gather-content-changes": {"task": "portal.overview.tasks.gather_content_changes", "schedule": crontab(minute="*")},
    "gather-totals": {"task": "meetings.tasks.gather_totals", "schedule": crontab(minute="5-59/10")},
    # Before the letters of the morning go out.
    "tell-late-hand-overs": {"task": "issues.tasks.tell_late_hand_overs", "schedule": crontab(hour="1", minute="40")},
    "gather-issue-totals": {"task": "issues.tasks.gather_totals", "schedule": crontab(minute="8-59/10")},
    # Ten minutes past two in Kazakhstan: one pass over all issues.
    "gather-issue-words": {"task": "issues.tasks.gather_words", "schedule": crontab(hour="21", minute="10")},
    # A few times a day, so that a missed night or a new portal does not wait for the next one.
    "rank-regions": {"task": "issues.tasks.rank_regions", "schedule": crontab(hour="2-22/4", minute="15")},
    "verify-chain": {"task": "portal.overview.tasks.verify_chain", "schedule": crontab(hour="22", minute="40")},
    "clear-laid-aside": {"task": "portal.files.tasks.clear_laid_aside", "schedule": crontab(minute="35")},
    "forget": {"task": "portal.overview.tasks.forget", "schedule": crontab(hour="21", minute="20")},
}
#: Who does a job of which kind: dotted path of `handler(*, args, user, today, progress) -> Result`. The floor of jobs
#: knows no floor above it.
KEZDESU_JOBS: dict[str, str] = {
    "schedules.make_document": "schedules.documents.jobs.make_draft",
    "schedules.read_workbook": "schedules.tasks.read_import",
    "schedules.apply_import": "schedules.tasks.take_over_import",
    "deadlines.evidence_file": "portal.deadlines.documents.evidence_file_jobs.make_file",
    "calendars.propose": "portal.calendars.tasks.propose",
    "bodies.apply_edition": "portal.bodies.tasks.apply_edition",
    "bodies.raise_akimats": "portal.bodies.tasks.raise_akimats",
    "overview.half_year_summary": "portal.overview.documents.jobs.make_summary",
    "holding.record_month": "portal.holding.tasks.record_month",
    "overview.rehearsal": "portal.overview.documents.jobs.make_rehearsal",
}
