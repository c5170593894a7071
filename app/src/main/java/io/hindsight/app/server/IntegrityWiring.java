package io.hindsight.app.server;

import io.hindsight.command.intake.ReadRecorder;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.seal.SealKeys;
import io.hindsight.command.seal.SealMemo;
import io.hindsight.command.seal.SealSettings;
import io.hindsight.command.seal.SealedLog;
import io.hindsight.command.seal.Sealer;
import io.hindsight.command.seal.SealingThread;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.subjects.Subjects;
import io.hindsight.contracts.time.Ids;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What makes the log provable: its seals, and the record of who read it. */
@Configuration(proxyBeanMethods = false)
class IntegrityWiring {

  private static Path key(HindsightSettings settings, DataDirectory data) {
    Path configured = settings.integrity().key();
    return configured == null ? data.file("seal.key") : configured;
  }

  @Bean
  SealKeys sealKeys(HindsightSettings settings, DataDirectory data) {
    return SealKeys.open(key(settings, data), data.file("seal.pub"), new SecureRandom());
  }

  @Bean
  SealSettings sealSettings(HindsightSettings settings) {
    return new SealSettings(settings.integrity().sealEvery(), settings.integrity().sealWithin());
  }

  @Bean
  Sealer sealer(
      LogStore log,
      FactLog facts,
      SealKeys keys,
      SealSettings sealing,
      InstantSource clock,
      HindsightSettings settings,
      DataDirectory data) {
    return new Sealer(log.stored(), facts, keys, new SealMemo(key(settings, data)), sealing, clock);
  }

  @Bean
  SealedLog sealedLog(LogStore log, Sealer sealer, SealKeys keys, HindsightSettings settings) {
    return new SealedLog(
        log.stored(), sealer, keys, settings.isWorker() && settings.integrity().sealing());
  }

  /** Begun and ended by {@link WorkerWiring}. */
  @Bean(destroyMethod = "")
  @WorkerOnly
  SealingThread sealingThread(Sealer sealer, SealSettings settings, LogStore log) {
    SealingThread thread = new SealingThread(sealer, settings);
    log.onAppend(events -> thread.appended(events.size()));
    return thread;
  }

  @Bean
  ReadRecorder readRecorder(
      FactLog facts, LogStore log, Subjects subjects, InstantSource clock, Ids ids) {
    return new ReadRecorder(facts, log.reader(), subjects, clock, ids);
  }
}
