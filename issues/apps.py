from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "issues"
    label = "issues"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from issues.queries.since import region_brief, since_last
        from issues.queries.told import issues_called, issues_of_questions
        from issues.services.askers import withdraw_question
        from issues.services.following import follow_account, numbers_of, require_no_issue
        from issues.services.late_comers import gather_late
        from issues.services.topics import plant_roots
        from issues.services.writing import told_at_start
        from issues.views.keys import opened_at_start
        from meetings.queries.results import brief_told_by, told_by
        from portal.holding.queries import raised as of_meetings
        from portal.holding.services.above import followed_by
        from portal.questions.queries import raised as of_questions
        from portal.questions.services.confirming import late_comers_followed_by, withdrawal_followed_by

        followed_by(follow_account, guard=require_no_issue, numbers=numbers_of)
        told_at_start()
        opened_at_start()
        withdrawal_followed_by(withdraw_question)
        late_comers_followed_by(gather_late)
        of_meetings.told_by(issues_of_questions)
        of_questions.told_by(issues_called)
        told_by("issues/_since.html", since_last, opens=True)
        brief_told_by("issues/_since.html", since_last)
        brief_told_by("issues/_brief.html", region_brief)
        # A database that was emptied is as one that begins: without the roots nothing can be registered.
        post_migrate.connect(plant_roots, sender=self)
