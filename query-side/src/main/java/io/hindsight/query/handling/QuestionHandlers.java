package io.hindsight.query.handling;

/** Answers some questions. */
@FunctionalInterface
public interface QuestionHandlers {
  void subscribe(Subscriber subscriber);
}
