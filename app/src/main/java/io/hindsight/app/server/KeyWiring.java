package io.hindsight.app.server;

import io.hindsight.app.launch.ServerNotStarted;
import io.hindsight.app.server.HindsightSettings.KeysKind;
import io.hindsight.app.server.HindsightSettings.LogKind;
import io.hindsight.app.server.HindsightSettings.ViewsKind;
import io.hindsight.command.erasure.ErasuresAgain;
import io.hindsight.command.intake.KeysOfLog;
import io.hindsight.command.keys.KeySettings;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.keys.MasterKey;
import io.hindsight.command.keys.MasterKeyRotation;
import io.hindsight.command.log.LogStore;
import io.hindsight.contracts.log.FactLog;
import io.hindsight.contracts.log.LogPosition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys of the log's subjects. */
@Configuration(proxyBeanMethods = false)
class KeyWiring {

  static boolean areShared(HindsightSettings settings) {
    return settings.keys().store() == KeysKind.POSTGRESQL;
  }

  @Bean
  KeyStore keyStore(
      HindsightSettings settings,
      DataDirectory data,
      LogStore log,
      FactLog facts,
      InstantSource clock) {
    requireShared(settings);
    KeyStore keys = areShared(settings) ? inDatabase(settings, log) : inFile(settings, data, log);
    try {
      keys.bindTo(log.id());
      if (settings.log() != LogKind.SQLITE) {
        new KeysOfLog(facts, log.heads(), clock).require(keys, settings.keys().beginAnew());
      }
      ErasuresAgain.carryOut(log.stored(), log.reader(), keys);
      return keys;
    } catch (RuntimeException e) {
      keys.close();
      throw e;
    }
  }

  /**
   * Several nodes need everything on servers, and a server without the others has no use for it.
   */
  private static void requireShared(HindsightSettings settings) {
    if (!settings.isWorker()
        && (settings.log() == LogKind.SQLITE
            || settings.views() != ViewsKind.MONGODB
            || !areShared(settings))) {
      throw new ServerNotStarted(
          "hindsight.role=serving needs the stores of a worker",
          "set hindsight.log=postgresql or axon-server, hindsight.keys.store=postgresql and"
              + " hindsight.views=mongodb on all nodes",
          null);
    }
    if (areShared(settings) && settings.log() == LogKind.SQLITE) {
      throw new ServerNotStarted(
          "hindsight.keys.store=postgresql is for a log on a server",
          "set hindsight.log=postgresql or axon-server, or leave the keys in the data directory",
          null);
    }
  }

  private static KeyStore inDatabase(HindsightSettings settings, LogStore log) {
    HindsightSettings.Postgresql own = settings.keys().postgresql();
    HindsightSettings.Postgresql database = own == null ? settings.postgresql() : own;
    String master = settings.keys().masterKey();
    if (database == null) {
      throw new ServerNotStarted(
          "hindsight.keys.store=postgresql lacks its database",
          "set hindsight.keys.postgresql.url, .user and .password",
          null);
    }
    if (master == null) {
      throw new ServerNotStarted(
          "hindsight.keys.store=postgresql needs a master key that all nodes are given",
          "set hindsight.keys.master-key on all of them to the same 32 random bytes in base64",
          null);
    }
    KeyStore keys =
        new KeyStore(
            new KeySettings.Postgres(database.url(), database.user(), database.password()),
            MasterKey.fromBase64(master),
            new SecureRandom());
    if (!keys.isBound() && !settings.keys().beginAnew()) {
      refuseLost(log, "the database of hindsight.keys.store", keys);
    }
    return keys;
  }

  private static KeyStore inFile(HindsightSettings settings, DataDirectory data, LogStore log) {
    SecureRandom random = new SecureRandom();
    Path file = data.file("keys.db");
    boolean known = Files.exists(file);
    if (!known && !settings.keys().beginAnew()) {
      refuseLost(log, file.toString(), null);
    }
    return new KeyStore(file, masterKey(settings.keys(), data, known, random), random);
  }

  private static void refuseLost(LogStore log, String place, @Nullable KeyStore opened) {
    if (!log.head().equals(LogPosition.START)) {
      if (opened != null) {
        opened.close();
      }
      throw new ServerNotStarted(
          "the log has events, but there are no keys in " + place,
          "restore the keys from the same copy as the log, or share those of its other servers"
              + " (hindsight.keys.store=postgresql); or, where they are lost for good, start once"
              + " with --set hindsight.keys.begin-anew=true",
          null);
    }
  }

  /** A new one beside keys that were made with another would only hide what is missing. */
  private static MasterKey masterKey(
      HindsightSettings.Keys settings, DataDirectory data, boolean known, SecureRandom random) {
    if (settings.masterKey() != null) {
      return MasterKey.fromBase64(settings.masterKey());
    }
    Path file = data.file("master.key");
    if (known) {
      MasterKeyRotation.settle(new KeySettings.Sqlite(data.file("keys.db")), file);
    }
    if (known && !Files.exists(file)) {
      throw new ServerNotStarted(
          "keys.db was made with a master key, but there is none in " + file,
          "restore that file, or configure hindsight.keys.master-key",
          null);
    }
    return MasterKey.inFile(file, random);
  }
}
