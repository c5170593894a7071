package io.hindsight.app.evaluation;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.importing.UserLines;
import io.hindsight.scoring.evaluation.data.Interactions;
import io.hindsight.scoring.evaluation.data.InteractionsBuilder;
import io.hindsight.scoring.evaluation.data.Selection;
import io.hindsight.scoring.evaluation.data.Weighting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads files without columns: a line a person. */
final class PeopleByLine {
  private PeopleByLine() {}

  /**
   * Whether the file is one, and was read.
   *
   * @param told is added what was taken for granted
   */
  static boolean read(
      Path file,
      DataOptions options,
      Selection selection,
      InteractionsBuilder builder,
      List<String> told)
      throws IOException {
    if (options.format() != Format.CSV
        || !options.mapping().theirs().isEmpty()
        || !UserLines.areIn(file, options.encoding())) {
      return false;
    }
    if (selection.weighting() != Weighting.ONE || !Double.isNaN(selection.positiveFrom())) {
      throw new CommandFailed(
          file.getFileName() + " holds users and items only: there is nothing to weigh",
          "leave --weights, --weight and --positive-from out");
    }
    told.add(file.getFileName() + " was read as lines of a user and their items");
    UserLines.read(
        file, options.encoding(), (user, item) -> builder.add(user, item, 1, Interactions.NO_TIME));
    return true;
  }
}
