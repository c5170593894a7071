package io.hindsight.app.server;

import io.hindsight.app.launch.ServerNotStarted;
import io.hindsight.command.consent.ConsentIntake;
import io.hindsight.command.consent.ConsentRegister;
import io.hindsight.command.erasure.ErasureIntake;
import io.hindsight.command.intake.GroupCommitLog;
import io.hindsight.command.intake.GroupCommitSettings;
import io.hindsight.command.intake.HeedingOthers;
import io.hindsight.command.intake.ImpressionIntake;
import io.hindsight.command.intake.IntakeLimits;
import io.hindsight.command.intake.InteractionIntake;
import io.hindsight.command.intake.ItemIntake;
import io.hindsight.command.intake.KnownStreams;
import io.hindsight.command.intake.ProfileIntake;
import io.hindsight.command.keys.KeyStore;
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
import org.jspecify.annotations.Nullable;
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
      case AXON_SERVER -> axonServer(settings.axonServer());
    };
  }

  private static LogSettings axonServer(HindsightSettings.@Nullable AxonServer settings) {
    if (settings == null) {
      throw new ServerNotStarted(
          "hindsight.log=axon-server lacks its server", "set hindsight.axon-server.address", null);
    }
    try {
      return new LogSettings.AxonServer(
          LogSettings.AxonServer.servers(settings.address()),
          settings.context(),
          settings.token(),
          settings.tls(),
          settings.certificate());
    } catch (IllegalArgumentException e) {
      throw new ServerNotStarted(
          "hindsight.axon-server.address: " + e.getMessage(),
          "use HOST:PORT, such as axon:8124",
          e);
    }
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
  GroupCommitLog factLog(
      LogStore log,
      InstantSource clock,
      Ids ids,
      Tracer tracer,
      HindsightSettings settings,
      @Qualifier("completions") ExecutorService completions) {
    return new GroupCommitLog(
        log.eventStore(),
        log.serializer(),
        log.heads(),
        log::headAfterAppend,
        clock,
        ids,
        tracer,
        completions,
        GroupCommitSettings.DEFAULT.withReceiptsAnEvent(settings.serving().receiptsPerEvent()));
  }

  @Bean
  ErasureIntake erasureIntake(FactLog facts, KeyStore keys, InstantSource clock) {
    return new ErasureIntake(facts, keys, clock, new SecureRandom());
  }

  @Bean
  KnownStreams knownStreams(LogStore log) {
    return new KnownStreams(log.heads());
  }

  @Bean
  ConsentRegister consents(LogStore log, KeyStore keys, HindsightSettings settings) {
    ConsentRegister consents = new ConsentRegister(log.heads());
    if (KeyWiring.areShared(settings)) {
      heedOthers(log, keys, consents, settings);
    }
    return consents;
  }

  /** On Axon Server a worker has nobody to heed: nobody else decides. */
  private static void heedOthers(
      LogStore log, KeyStore keys, ConsentRegister consents, HindsightSettings settings) {
    if (settings.log() != HindsightSettings.LogKind.AXON_SERVER) {
      HeedingOthers.begin(log, keys, consents);
    } else if (!settings.isWorker()) {
      HeedingOthers.followOne(log, keys, consents);
    }
  }

  @Bean
  ConsentIntake consentIntake(
      FactLog facts, LogStore log, KeyStore keys, ConsentRegister register, InstantSource clock) {
    return new ConsentIntake(facts, log.heads(), keys, register, clock);
  }

  @Bean
  InteractionIntake interactionIntake(
      FactLog facts,
      LogStore log,
      KnownStreams known,
      KeyStore keys,
      ConsentRegister consents,
      InstantSource clock,
      Ids ids,
      HindsightSettings settings) {
    return new InteractionIntake(
        facts, log.heads(), known, keys, consents, clock, ids, limits(settings));
  }

  @Bean
  ImpressionIntake impressionIntake(
      FactLog facts,
      KnownStreams known,
      KeyStore keys,
      ConsentRegister consents,
      InstantSource clock,
      Ids ids,
      HindsightSettings settings) {
    return new ImpressionIntake(facts, known, keys, consents, clock, ids, limits(settings));
  }

  static IntakeLimits limits(HindsightSettings settings) {
    return new IntakeLimits(settings.intake().futureTolerance(), settings.intake().earliest());
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
