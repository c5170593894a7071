package io.hindsight.api.people;

import io.hindsight.api.intake.IntakeKind;
import io.hindsight.api.intake.Lane;
import io.hindsight.api.json.Fields;
import io.hindsight.api.json.Shape;
import io.hindsight.api.positions.Writer;
import io.hindsight.contracts.intake.Draft.ProfileDraft;
import io.hindsight.contracts.intake.IntakeCommand.RecordProfiles;
import io.hindsight.contracts.profiles.Preferences;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads users. */
final class UserRecords {
  static final Shape SHAPE = Shape.of("userId", "name", "email", "attributes", "preferences");
  static final Shape PREFERENCES = Shape.of("categories", "brands");

  static final Lane<ProfileDraft> LANE =
      new Lane<>(
          IntakeKind.USERS,
          UserRecords::parse,
          RecordProfiles::new,
          draft -> draft.userId() == null ? null : Writer.user(draft.userId()),
          true);

  private UserRecords() {}

  static ProfileDraft parse(Fields in, long index) {
    String userId = null;
    String name = null;
    String email = null;
    String attributes = null;
    Preferences preferences = Preferences.NONE;
    while (in.next(SHAPE)) {
      switch (in.name()) {
        case "userId" -> userId = in.text();
        case "name" -> name = in.text();
        case "email" -> email = in.text();
        case "attributes" -> attributes = in.object();
        case "preferences" -> preferences = preferences(in.nested());
        default -> throw new IllegalStateException(in.name());
      }
    }
    return new ProfileDraft(index, userId, name, email, attributes, preferences);
  }

  private static Preferences preferences(@Nullable Fields in) {
    if (in == null) {
      return Preferences.NONE;
    }
    List<String> categories = List.of();
    List<String> brands = List.of();
    while (in.next(PREFERENCES)) {
      switch (in.name()) {
        case "categories" -> categories = in.texts();
        case "brands" -> brands = in.texts();
        default -> throw new IllegalStateException(in.name());
      }
    }
    return new Preferences(categories, brands);
  }
}
