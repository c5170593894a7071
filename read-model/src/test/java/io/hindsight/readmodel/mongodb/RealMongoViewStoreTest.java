package io.hindsight.readmodel.mongodb;

import io.hindsight.readmodel.store.ViewStore;
import io.hindsight.readmodel.store.ViewStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same on the server that {@code HINDSIGHT_TEST_MONGODB} names. */
@ExtendWith(TestMongo.OnlyReal.class)
class RealMongoViewStoreTest extends ViewStoreContract {
  private static TestMongo mongo;
  private String uri;

  @BeforeAll
  static void findServer() {
    mongo = TestMongo.real();
  }

  @Override
  protected ViewStore open() {
    if (uri == null) {
      uri = mongo.newDatabase();
    }
    return MongoViewStore.open(uri);
  }

  @AfterEach
  void dropDatabase() {
    TestMongo.drop(uri);
  }
}
