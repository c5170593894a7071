package io.hindsight.app.server;

import java.util.Objects;

/** Which code trains models: part of their provenance. */
final class CodeVersion {
  static final String CURRENT =
      Objects.requireNonNullElse(
          CodeVersion.class.getPackage().getImplementationVersion(), "unpackaged");

  private CodeVersion() {}
}
