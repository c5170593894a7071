package io.hindsight.app.server;

import io.hindsight.app.launch.ServerNotStarted;
import io.hindsight.command.intake.GroupCommitLog;
import io.hindsight.command.intake.GroupCommitSettings;
import io.hindsight.command.intake.IntakeLimits;
import io.hindsight.command.intake.InteractionIntake;
import io.hindsight.command.intake.ItemIntake;
import io.hindsight.command.intake.KnownStreams;
import io.hindsight.command.intake.ProfileIntake;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.keys.MasterKey;
import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.log.MessageRegistry;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.time.Ids;
import io.opentelemetry.api.trace.Tracer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log, the keys of its subjects, and what brings facts in. */
@Configuration(proxyBeanMethods = false)
class LogWiring {

  @Bean
  LogSettings logSettings(HindsightSettings settings, DataDirectory data) {
    return switch (settings.log()) {
      case SQLITE -> new LogSettings.Sqlite(data.file("log.db"));
      case POSTGRESQL -> {
        HindsightSettings.Postgresql postgresql = settings.postgresql();
        if (postgresql == null) {
          throw new ServerNotStarted(
              "hindsight.log=postgresql lacks its database",
              "set hindsight.postgresql.url, .user and .password",
              null);
        }
        yield new LogSettings.Postgres(postgresql.url(), postgresql.user(), postgresql.password());
      }
    };
  }

  @Bean
  LogStore logStore(LogSettings settings, MessageRegistry registry, Ids ids) {
    return LogStore.open(settings, registry, ids);
  }

  @Bean
  Supplier<LogPosition> head(LogStore log) {
    return log::head;
  }

  @Bean
  KeyStore keyStore(HindsightSettings settings, DataDirectory data, LogStore log) {
    SecureRandom random = new SecureRandom();
    String configured = settings.keys().masterKey();
    MasterKey master =
        configured == null
            ? MasterKey.inFile(data.file("master.key"), random)
            : MasterKey.fromBase64(configured);
    KeyStore keys = new KeyStore(data.file("keys.db"), master, random);
    keys.bindTo(log.id());
    return keys;
  }

  @Bean
  GroupCommitLog factLog(
      LogStore log,
      InstantSource clock,
      Ids ids,
      Tracer tracer,
      @Qualifier("completions") ExecutorService completions) {
    return new GroupCommitLog(
        log.eventStore(),
        log.serializer(),
        log.heads(),
        log::head,
        clock,
        ids,
        tracer,
        completions,
        GroupCommitSettings.DEFAULT);
  }

  @Bean
  KnownStreams knownStreams(LogStore log) {
    return new KnownStreams(log.heads());
  }

  @Bean
  InteractionIntake interactionIntake(
      FactLog facts,
      LogStore log,
      KnownStreams known,
      KeyStore keys,
      InstantSource clock,
      Ids ids,
      HindsightSettings settings) {
    IntakeLimits limits =
        new IntakeLimits(settings.intake().futureTolerance(), settings.intake().earliest());
    return new InteractionIntake(facts, log.heads(), known, keys, clock, ids, limits);
  }

  @Bean
  ItemIntake itemIntake(FactLog facts, LogStore log, KnownStreams known, InstantSource clock) {
    return new ItemIntake(facts, log.heads(), known, clock);
  }

  @Bean
  ProfileIntake profileIntake(
      FactLog facts, LogStore log, KnownStreams known, KeyStore keys, InstantSource clock) {
    return new ProfileIntake(facts, log.heads(), known, keys, clock);
  }
}
