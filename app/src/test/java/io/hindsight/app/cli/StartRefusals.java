package io.hindsight.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What keeps a server from starting, each with what is said. */
final class StartRefusals {
  static final String OTHER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private final Path shopBefore;
  private final Path other;

  /**
   * @param shopBefore an older copy of the shop's data
   * @param other data of another shop
   */
  StartRefusals(Path shopBefore, Path other) {
    this.shopBefore = shopBefore;
    this.other = other;
  }

  /** What is done to a copy of the shop's data before a server is started on it. */
  interface Damage {
    void to(Path data) throws IOException;
  }

  /**
   * @param says what stands in docs/running.md
   * @param remedy a part of it
   */
  record Refusal(String says, String remedy, Damage damage, List<String> arguments) {
    static Refusal of(String says, String remedy, Damage damage, String... arguments) {
      return new Refusal(says, remedy, damage, List.of(arguments));
    }

    static Refusal ofSetting(String says, String remedy, String... settings) {
      return of(
          says,
          remedy,
          data -> {},
          Stream.of(settings)
              .flatMap(one -> Stream.of("--set", "hindsight." + one))
              .toArray(String[]::new));
    }

    @Override
    public String toString() {
      return says + " " + arguments;
    }
  }

  List<Refusal> all() {
    return List.of(
        Refusal.of("there is no port N", "--port", data -> {}, "--port", "65536"),
        Refusal.of("there is no port N", "--port", data -> {}, "--port", "-1"),
        Refusal.of(
            "cannot create the data directory DIR (X)",
            "--data",
            data -> {
              delete(data);
              Files.writeString(data, "");
            }),
        Refusal.ofSetting("unknown setting: hindsight.X", "running.md", "keys.masterkeys=x"),
        Refusal.ofSetting(
            "setting X cannot have its value \"V\"",
            "one of sqlite, postgresql, axon-server",
            "log=mysql"),
        Refusal.ofSetting(
            "setting X cannot have its value \"V\"", "running.md", "serving.epoch-events=many"),
        Refusal.ofSetting(
            "settings that cannot be: X", "serving.epoch-events must be", "serving.epoch-events=0"),
        Refusal.ofSetting(
            "settings that cannot be: X",
            "hindsight.postgresql.user is missing",
            "log=postgresql",
            "postgresql.url=jdbc:postgresql://localhost:1/x"),
        Refusal.ofSetting("hindsight.X must be in A..B", "100000", "api.max-records=0"),
        Refusal.ofSetting("hindsight.log=postgresql lacks its database", "url", "log=postgresql"),
        Refusal.ofSetting(
            "cannot open the log at X",
            "Connection refused",
            "log=postgresql",
            "postgresql.url=jdbc:postgresql://localhost:1/x?password=secret",
            "postgresql.user=u",
            "postgresql.password=secret"),
        Refusal.ofSetting(
            "hindsight.role=serving needs the stores of a worker",
            "hindsight.log=postgresql",
            "role=serving"),
        Refusal.ofSetting(
            "hindsight.keys.store=postgresql is for a log on a server",
            "hindsight.log=postgresql",
            "keys.store=postgresql"),
        Refusal.ofSetting(
            "hindsight.log=axon-server lacks its server", "axon-server.address", "log=axon-server"),
        Refusal.ofSetting(
            "hindsight.axon-server.address: X",
            "HOST:PORT",
            "log=axon-server",
            "axon-server.address=axon:port"),
        Refusal.ofSetting(
            "Axon Server at X is away",
            "check that it can be reached",
            "log=axon-server",
            "axon-server.address=localhost:1",
            "axon-server.token=secret"),
        Refusal.ofSetting(
            "X holds no certificate to trust",
            "axon-server.certificate",
            "log=axon-server",
            "axon-server.address=localhost:1",
            "axon-server.certificate=nowhere.pem"),
        Refusal.of("cannot open the log at X", "not a database", data -> spoil(data, "log.db")),
        Refusal.of(
            "the log has events, but there are no keys in X",
            "keys.begin-anew",
            data -> Files.delete(data.resolve("keys.db"))),
        Refusal.of(
            "keys.db was made with a master key, but there is none in X",
            "keys.master-key",
            data -> Files.delete(data.resolve("master.key"))),
        Refusal.of(
            "the master key from X is not the one that X/keys.db was made with",
            "configure that one",
            data -> take("master.key", other, data)),
        Refusal.ofSetting(
            "the master key from X is not the one that X/keys.db was made with",
            "configure that one",
            "keys.master-key=" + OTHER_KEY),
        Refusal.of(
            "the master key in X must have 32 bytes",
            "it has 3",
            data -> Files.writeString(data.resolve("master.key"), "YWJj\n")),
        Refusal.ofSetting(
            "the master key in X is not base64", "configuration", "keys.master-key=sec?ret"),
        Refusal.of("cannot open the store of keys X", "restore it", data -> spoil(data, "keys.db")),
        Refusal.of(
            "cannot read or make the master key in X",
            "restore it",
            data -> {
              Files.delete(data.resolve("master.key"));
              Files.createDirectory(data.resolve("master.key"));
            }),
        Refusal.of(
            "the store of keys belongs to another log",
            "same copy",
            data -> take("log.db", other, data)),
        Refusal.ofSetting("hindsight.views=mongodb lacks its database", "uri", "views=mongodb"),
        Refusal.ofSetting(
            "hindsight.mongodb.uri is no connection string of MongoDB",
            "mongodb://HOST:27017/DATABASE",
            "views=mongodb",
            "mongodb.uri=localhost/secret"),
        Refusal.ofSetting(
            "cannot reach MongoDB at X",
            "check that it runs",
            "views=mongodb",
            "mongodb.uri=mongodb://u:secret@localhost:1/x?serverSelectionTimeoutMS=300"),
        Refusal.of("cannot open X/views.db", "rebuilt", data -> spoil(data, "views.db")),
        Refusal.of(
            "These views were made from log A, but the log here is B",
            "rebuilt",
            data -> take("views.db", other, data)),
        Refusal.of(
            "View V (generation G) has seen position N, but the log ends at M",
            "rebuilt",
            data -> {
              take("log.db", shopBefore, data);
              Files.delete(data.resolve("process.db"));
            }),
        Refusal.of("cannot open X/process.db", "move it away", data -> spoil(data, "process.db")),
        Refusal.of(
            "X/process.db belongs to another log",
            "move it away",
            data -> take("process.db", other, data)),
        Refusal.of(
            "X/process.db has read up to N for X, but the log ends at M",
            "move it away",
            data -> take("log.db", shopBefore, data)));
  }

  private static void spoil(Path data, String name) throws IOException {
    Files.writeString(data.resolve(name), "this is not what it should be, as you will see at once");
  }

  private static void take(String name, Path from, Path data) throws IOException {
    Files.delete(data.resolve(name));
    Files.copy(from.resolve(name), data.resolve(name));
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(one, to.resolve(from.relativize(one).toString()));
      }
    }
  }

  private static void delete(Path data) throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
