from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "portal.questions"
    label = "questions"

    def ready(self) -> None:
        from meetings.queries.results import told_by
        from portal.questions.queries.agenda import agenda

        told_by("questions/_agenda.html", agenda, is_about_asking=True)
