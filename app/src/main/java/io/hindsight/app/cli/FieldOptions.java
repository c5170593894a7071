package io.hindsight.app.cli;

import io.hindsight.app.importing.Mapping;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the fields of an interaction are found in a file. */
final class FieldOptions {
  @Option(
      names = "--map",
      paramLabel = "OURS=THEIRS,...",
      description = "Their names for our fields: --map user_id=visitorid,type=event")
  private @Nullable String map;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "view",
      description = "What rows are that name no type (default: ${DEFAULT-VALUE}).")
  private String type = "view";

  Mapping mapping() {
    return map == null ? Mapping.NONE : Mapping.parse(map);
  }

  String type() {
    return type;
  }
}
