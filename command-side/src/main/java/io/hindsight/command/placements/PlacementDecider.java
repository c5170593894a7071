package io.hindsight.command.placements;

import io.hindsight.contracts.ids.Text;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.models.Algorithms;
import io.hindsight.contracts.placements.PlacementCommand;
import io.hindsight.contracts.placements.PlacementCommand.ChangePlacement;
import io.hindsight.contracts.placements.PlacementCommand.CreatePlacement;
import io.hindsight.contracts.placements.PlacementEvent;
import io.hindsight.contracts.placements.PlacementEvent.PlacementChanged;
import io.hindsight.contracts.placements.PlacementEvent.PlacementCreated;
import io.hindsight.contracts.placements.PlacementSettings;
import org.jspecify.annotations.Nullable;

/** What may become of a placement. Pure. */
final class PlacementDecider {
  static final int LONGEST_NAME = 200;
  static final int LONGEST_LIST = 100;

  private PlacementDecider() {}

  /** A placement that exists. */
  record State(int revision, PlacementSettings settings) {}

  sealed interface Decision {
    record Happens(PlacementEvent event) implements Decision {}

    record Already(int revision) implements Decision {}

    record Refuses(Refusal refusal) implements Decision {}
  }

  static Decision decide(@Nullable State state, PlacementCommand command) {
    return switch (command) {
      case CreatePlacement create -> create(state, create);
      case ChangePlacement change -> change(state, change);
    };
  }

  static State evolve(PlacementEvent event) {
    return new State(event.revision(), event.settings());
  }

  private static Decision create(@Nullable State state, CreatePlacement command) {
    if (state != null) {
      return state.settings().equals(command.settings())
          ? new Decision.Already(state.revision())
          : refuse(
              "placement-exists",
              "the placement exists with other settings",
              "change it, or choose another id");
    }
    Decision refusal = judge(command.settings());
    return refusal != null
        ? refusal
        : new Decision.Happens(
            new PlacementCreated(command.placementId(), 1, command.settings(), command.at()));
  }

  private static Decision change(@Nullable State state, ChangePlacement command) {
    if (state == null) {
      return refuse("placement-unknown", "there is no such placement", "create it first");
    }
    if (state.settings().equals(command.settings())) {
      return new Decision.Already(state.revision());
    }
    Decision refusal = judge(command.settings());
    return refusal != null
        ? refusal
        : new Decision.Happens(
            new PlacementChanged(
                command.placementId(), state.revision() + 1, command.settings(), command.at()));
  }

  private static Decision.@Nullable Refuses judge(PlacementSettings settings) {
    String name = settings.name();
    if (name.isBlank()) {
      return refuse("name-missing", "the placement has no name", "give a name");
    }
    if (name.length() > LONGEST_NAME) {
      return refuse("text-too-long", "the name is too long", "use at most " + LONGEST_NAME);
    }
    if (!Text.isClean(name)) {
      return refuse(
          "text-malformed",
          "the name holds a control character or half of a surrogate pair",
          "send well-formed Unicode");
    }
    if (!Algorithms.ALL.contains(settings.algorithm())) {
      return refuse(
          "algorithm-unknown",
          "there is no such algorithm",
          "use one of " + String.join(", ", Algorithms.ALL));
    }
    if (settings.listLength() < 1 || settings.listLength() > LONGEST_LIST) {
      return refuse(
          "list-length-out-of-range",
          "listLength is " + settings.listLength(),
          "give 1 to " + LONGEST_LIST);
    }
    if (!(settings.diversity() >= 0 && settings.diversity() <= 1)) {
      return refuse(
          "diversity-out-of-range", "diversity is " + settings.diversity(), "give 0 to 1");
    }
    if (!(settings.receiptShare() >= 0 && settings.receiptShare() <= 1)) {
      return refuse(
          "receipt-sample-out-of-range",
          "receiptSample is " + settings.receiptShare(),
          "give 0 to 1; 1 keeps every receipt");
    }
    return null;
  }

  private static Decision.Refuses refuse(String code, String message, String remedy) {
    return new Decision.Refuses(new Refusal(code, message, remedy));
  }
}
