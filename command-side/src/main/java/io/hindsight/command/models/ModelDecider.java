package io.hindsight.command.models;

import io.hindsight.command.models.ModelState.Training;
import io.hindsight.contracts.ids.Text;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.models.Algorithms;
import io.hindsight.contracts.models.ModelCommand;
import io.hindsight.contracts.models.ModelCommand.ActivateModel;
import io.hindsight.contracts.models.ModelCommand.CompleteTraining;
import io.hindsight.contracts.models.ModelCommand.FailTraining;
import io.hindsight.contracts.models.ModelCommand.MarkForRetraining;
import io.hindsight.contracts.models.ModelCommand.PromoteModel;
import io.hindsight.contracts.models.ModelCommand.RequestTraining;
import io.hindsight.contracts.models.ModelEvent;
import io.hindsight.contracts.models.ModelEvent.ModelActivated;
import io.hindsight.contracts.models.ModelEvent.ModelMarkedForRetraining;
import io.hindsight.contracts.models.ModelEvent.ModelTrained;
import io.hindsight.contracts.models.ModelEvent.TrainingFailed;
import io.hindsight.contracts.models.ModelEvent.TrainingRequested;
import java.time.Instant;
import java.util.Map;

/** What may become of an algorithm's models. Pure. */
final class ModelDecider {
  static final int MOST_SETTINGS = 50;
  static final int LONGEST_SETTING = 200;
  static final int LONGEST_REASON = 1_000;

  private ModelDecider() {}

  sealed interface Decision {
    record Happens(ModelEvent event) implements Decision {}

    record Already(int version) implements Decision {}

    record Refuses(Refusal refusal) implements Decision {}
  }

  static Decision decide(ModelState state, ModelCommand command) {
    return switch (command) {
      case RequestTraining request -> request(state, request);
      case CompleteTraining complete -> complete(state, complete);
      case FailTraining fail -> fail(state, fail);
      case PromoteModel promote -> promote(state, promote);
      case ActivateModel activate -> activate(state, activate);
      case MarkForRetraining mark -> mark(state, mark);
    };
  }

  private static Decision request(ModelState state, RequestTraining command) {
    Training known = state.training(command.trainingId());
    if (known != null) {
      return new Decision.Already(known.version());
    }
    if (!Algorithms.TRAINED.contains(command.algorithm())) {
      return refuse(
          "algorithm-unknown",
          "there is no such algorithm to train",
          "use one of " + String.join(", ", Algorithms.TRAINED));
    }
    if (!areSound(command.settings())) {
      return refuse(
          "settings-invalid",
          "the settings are too many, too long or malformed",
          "use at most %d names and values of at most %d characters"
              .formatted(MOST_SETTINGS, LONGEST_SETTING));
    }
    if (state.isUnderway()) {
      return refuse(
          "training-underway",
          "version " + state.version() + " is being trained",
          "wait until it is trained or has failed");
    }
    return new Decision.Happens(
        new TrainingRequested(
            command.trainingId(),
            command.algorithm(),
            state.version() + 1,
            command.settings(),
            command.seed(),
            command.upTo(),
            command.at()));
  }

  private static Decision complete(ModelState state, CompleteTraining command) {
    return switch (state.training(command.trainingId())) {
      case null -> unknownTraining();
      case Training.Trained trained -> new Decision.Already(trained.version());
      case Training.Failed failed ->
          refuse(
              "training-failed",
              "the training of version " + failed.version() + " was given up before it ended",
              "request another training");
      case Training.Underway underway ->
          new Decision.Happens(
              new ModelTrained(
                  command.trainingId(),
                  command.algorithm(),
                  underway.version(),
                  command.provenance(),
                  command.at()));
    };
  }

  private static Decision fail(ModelState state, FailTraining command) {
    return switch (state.training(command.trainingId())) {
      case null -> unknownTraining();
      case Training.Failed failed -> new Decision.Already(failed.version());
      case Training.Trained trained ->
          refuse(
              "training-complete",
              "version " + trained.version() + " is trained",
              "activate another version if this one is not wanted");
      case Training.Underway underway ->
          new Decision.Happens(
              new TrainingFailed(
                  command.trainingId(),
                  command.algorithm(),
                  underway.version(),
                  command.code(),
                  shortened(command.reason()),
                  command.at()));
    };
  }

  private static Decision promote(ModelState state, PromoteModel command) {
    if (!(state.training(command.trainingId()) instanceof Training.Trained trained)) {
      return unknownModel();
    }
    return trained.version() <= state.newestActivated()
        ? new Decision.Already(trained.version())
        : activated(command, command.trainingId(), trained, command.at());
  }

  /** An older version may be activated again: that is how one goes back. */
  private static Decision activate(ModelState state, ActivateModel command) {
    if (!(state.training(command.trainingId()) instanceof Training.Trained trained)) {
      return unknownModel();
    }
    return command.trainingId().equals(state.active())
        ? new Decision.Already(trained.version())
        : activated(command, command.trainingId(), trained, command.at());
  }

  private static Decision mark(ModelState state, MarkForRetraining command) {
    return command.version() <= state.marked()
        ? new Decision.Already(state.marked())
        : new Decision.Happens(
            new ModelMarkedForRetraining(
                command.algorithm(), command.version(), command.erasureId(), command.at()));
  }

  private static Decision activated(
      ModelCommand command, TrainingId id, Training.Trained trained, Instant at) {
    return new Decision.Happens(
        new ModelActivated(id, command.algorithm(), trained.version(), trained.contentHash(), at));
  }

  private static Decision unknownModel() {
    return refuse(
        "model-unknown",
        "that training brought no model, or one that is no longer remembered",
        "choose one of the newest " + ModelState.REMEMBERED + " trained versions");
  }

  private static Decision unknownTraining() {
    return refuse("training-unknown", "no such training was requested", "request one");
  }

  private static boolean areSound(Map<String, String> settings) {
    return settings.size() <= MOST_SETTINGS
        && settings.entrySet().stream()
            .allMatch(setting -> isSound(setting.getKey()) && isSound(setting.getValue()));
  }

  private static boolean isSound(String text) {
    return text.length() <= LONGEST_SETTING && Text.isClean(text);
  }

  private static String shortened(String reason) {
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
  }

  private static Decision refuse(String code, String message, String remedy) {
    return new Decision.Refuses(new Refusal(code, message, remedy));
  }
}
