package dev.microlog.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Contention with an owner to blame: the auditor takes the lock of the bank and reads all its
 * accounts.
 *
 * <p><b>What to look for.</b> {@code teller-1} to {@code teller-3} are blocked in {@code
 * Locks$Bank.transfer} all at the same moments. The popup of the first that gets in says that
 * {@code auditor} held the monitor, and where it was: {@code Locks$Bank.audit}; the others had to
 * wait for that one, too. The vault is guarded by a {@link ReentrantLock}: waiting for it is
 * parking, and JFR knows no owner. The {@code guard} waits, by {@link Object#wait}, to be told that
 * an audit is done.
 */
public final class Locks {
  private Locks() {}

  /** Accounts under one monitor. */
  private static final class Bank {
    private final long[] accounts = new long[1000];

    synchronized void transfer(int from, int to, long amount) {
      accounts[from % accounts.length] -= amount;
      accounts[to % accounts.length] += amount;
    }

    /** Adds up everything, 250 ms long, and lets nobody in. */
    synchronized long audit() {
      long end = System.nanoTime() + 250_000_000;
      long sum = 0;
      while (System.nanoTime() < end) {
        for (long balance : accounts) {
          sum += balance;
        }
      }
      return sum;
    }
  }

  /** How many audits are done; whoever wants to know can wait for the next. */
  private static final class Report {
    private int audits;

    synchronized void add() {
      audits++;
      notifyAll();
    }

    synchronized int await(int seen) throws InterruptedException {
      while (audits == seen) {
        wait(2000);
      }
      return audits;
    }
  }

  /** Something that one thread at a time may enter, by an explicit lock. */
  private static final class Vault {
    private final ReentrantLock door = new ReentrantLock();
    private long deposits;

    void deposit(long amount) {
      door.lock();
      try {
        deposits += amount;
        Pace.sleep(30);
      } finally {
        door.unlock();
      }
    }
  }

  /** Runs the bank for five seconds. */
  public static void main(String[] arguments) throws InterruptedException {
    var pace = Pace.seconds(5);
    var bank = new Bank();
    var report = new Report();
    var vault = new Vault();
    List<Thread> staff = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      int number = i;
      staff.add(new Thread(() -> serve(bank, vault, number, pace), "teller-" + i));
    }
    staff.add(new Thread(() -> keepAuditing(bank, report, pace), "auditor"));
    var guard = new Thread(() -> watch(report), "guard");
    guard.setDaemon(true);
    guard.start();
    staff.forEach(Thread::start);
    for (Thread one : staff) {
      one.join();
    }
    System.out.println("The bank closes, " + vault.deposits + " in the vault");
  }

  private static void serve(Bank bank, Vault vault, int number, Pace pace) {
    for (int customer = 1; pace.running(); customer++) {
      bank.transfer(customer * 7, customer * 11 + number, 10L * number);
      if (customer % 4 == 0) {
        vault.deposit(customer);
      }
      Pace.sleep(5);
    }
  }

  private static void keepAuditing(Bank bank, Report report, Pace pace) {
    while (pace.running()) {
      Pace.sleep(500);
      long sum = bank.audit();
      report.add();
      if (sum != 0) {
        System.err.println("The audit found " + sum + " where nothing should be left over");
      }
    }
  }

  private static void watch(Report report) {
    try {
      for (int audits = 0; ; ) {
        audits = report.await(audits);
        System.out.println("Audit " + audits + " is done");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
