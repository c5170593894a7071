package io.hindsight.app.server;

import io.hindsight.app.launch.ServerNotStarted;
import io.hindsight.command.keys.KeyStoreRefused;
import io.hindsight.command.log.LogRefused;
import io.hindsight.command.process.ProcessStoreRefused;
import io.hindsight.command.seal.SealRefused;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.readmodel.store.ForeignViews;
import io.hindsight.readmodel.store.ViewStoreRefused;
import io.hindsight.readmodel.store.ViewsUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.sqlite.SQLiteException;

/** Finds in a failed start what its user can mend. */
final class Refusals {
  private static final String ALL = "docs/running.md lists all settings";

  private Refusals() {}

  /** Null for what should not have happened: that keeps its stack trace. */
  static @Nullable ServerNotStarted explain(Throwable failure, Path data) {
    BindException setting = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      ServerNotStarted known = known(cause, failure, data);
      if (known != null) {
        return known;
      }
      if (setting == null && cause instanceof BindException bind) {
        setting = bind;
      }
      if (cause.getCause() instanceof SQLiteException file) {
        return new ServerNotStarted(
            cause.getMessage() + " (" + file.getMessage() + ")",
            "check the permissions of the files in " + data.toAbsolutePath(),
            failure);
      }
    }
    return setting == null ? null : badValue(setting, failure);
  }

  private static @Nullable ServerNotStarted known(Throwable cause, Throwable failure, Path data) {
    return switch (cause) {
      case ServerNotStarted known -> known;
      case DataDirectory.DataDirectoryInUse inUse -> ServerNotStarted.dataLocked(data, failure);
      case KeyStoreRefused e
          when e.getCause() instanceof SQLException || e.getCause() instanceof IOException ->
          new ServerNotStarted(
              e.getMessage() + " (" + root(e) + ")",
              "restore it from a copy, or check its permissions",
              failure);
      case KeyStoreRefused e -> saysAll(e, failure);
      case SealRefused e ->
          new ServerNotStarted(
              String.valueOf(e.getMessage()),
              "restore the file, or move it away: a new key is made then, and seal.pub keeps the"
                  + " public half of the old one",
              failure);
      case ForeignViews e -> saysAll(e, failure);
      case ViewStoreRefused e ->
          new ServerNotStarted(
              e.getMessage() + rootOf(e).map(" (%s)"::formatted).orElse(""), e.remedy(), failure);
      case ProcessStoreRefused e -> saysAll(e, failure);
      case UnboundConfigurationPropertiesException unknown -> unknownSettings(unknown, failure);
      case BindValidationException invalid -> invalid(invalid, failure);
      case ViewsUnavailable e when !(e.getCause() instanceof SQLException) ->
          new ServerNotStarted(
              String.valueOf(e.getMessage()), "check that the server of the views runs", failure);
      case ViewsUnavailable e ->
          new ServerNotStarted(
              String.valueOf(e.getMessage()),
              "move views.db and its -wal and -shm files away, they are rebuilt; or check their"
                  + " permissions",
              failure);
      case LogRefused e -> saysAll(e, failure);
      case LogUnavailable e ->
          new ServerNotStarted(
              e.getMessage() + " (" + root(e).getMessage() + ")",
              "check that it can be reached, read and written",
              failure);
      case UncheckedIOException e ->
          new ServerNotStarted(
              e.getMessage() + " (" + root(e) + ")",
              "check its permissions, or choose another directory with --data",
              failure);
      default -> null;
    };
  }

  private static ServerNotStarted saysAll(RuntimeException refusal, Throwable failure) {
    return new ServerNotStarted(String.valueOf(refusal.getMessage()), "", failure);
  }

  private static ServerNotStarted unknownSettings(
      UnboundConfigurationPropertiesException unknown, Throwable failure) {
    String names =
        unknown.getUnboundProperties().stream()
            .map(property -> property.getName().toString())
            .sorted()
            .distinct()
            .collect(Collectors.joining(", "));
    return new ServerNotStarted("unknown setting: " + names, "check the spelling; " + ALL, failure);
  }

  private static ServerNotStarted invalid(BindValidationException invalid, Throwable failure) {
    String prefix = invalid.getValidationErrors().getName().toString();
    String problems =
        invalid.getValidationErrors().getAllErrors().stream()
            .map(error -> prefix + name(error) + " " + says(error))
            .sorted()
            .collect(Collectors.joining(", "));
    return new ServerNotStarted("settings that cannot be: " + problems, ALL, failure);
  }

  private static String name(ObjectError error) {
    return error instanceof FieldError field
        ? "." + DataObjectPropertyName.toDashedForm(field.getField())
        : "";
  }

  private static String says(ObjectError error) {
    return "NotNull".equals(error.getCode()) ? "is missing" : error.getDefaultMessage() + "";
  }

  private static ServerNotStarted badValue(BindException setting, Throwable failure) {
    ConfigurationProperty property = setting.getProperty();
    String name = property == null ? setting.getName().toString() : property.getName().toString();
    String own = String.valueOf(root(setting).getMessage());
    if (own.startsWith("hindsight.")) {
      return new ServerNotStarted(own, ALL, failure);
    }
    // A value is shown only where the conversion failed: no secret is converted.
    ConversionFailedException conversion = conversion(setting);
    String shown = conversion == null ? "" : " \"" + conversion.getValue() + "\"";
    String remedy = conversion == null ? ALL : choices(conversion).orElse(ALL);
    return new ServerNotStarted(
        "setting " + name + " cannot have its value" + shown, remedy, failure);
  }

  private static Optional<String> choices(ConversionFailedException conversion) {
    Object[] constants = conversion.getTargetType().getType().getEnumConstants();
    return Optional.ofNullable(constants)
        .map(
            all ->
                Arrays.stream(all)
                    .map(one -> one.toString().toLowerCase(Locale.ROOT).replace("_", "-")))
        .map(names -> "use one of " + names.collect(Collectors.joining(", ")));
  }

  private static @Nullable ConversionFailedException conversion(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConversionFailedException conversion) {
        return conversion;
      }
    }
    return null;
  }

  private static Optional<String> rootOf(Throwable refusal) {
    return Optional.ofNullable(refusal.getCause()).map(cause -> root(cause).getMessage());
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
