from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "issues"
    label = "issues"

    def ready(self) -> None:
        from issues.services.following import follow_account, numbers_of, require_no_issue
        from portal.holding.services.above import followed_by

        followed_by(follow_account, guard=require_no_issue, numbers=numbers_of)
