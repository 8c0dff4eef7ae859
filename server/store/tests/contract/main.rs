//! The store's contract: every method of the repository on both engines, the same cases on each.
//!
//! One test for each engine, because each test may run in a process of its own and the cases share
//! one PostgreSQL. Each case has a database to itself and is reported by name.

#![expect(clippy::unwrap_used, reason = "a test: what goes wrong fails it")]

mod applications;
mod approvals;
mod attachments;
mod birthdays;
mod blocks;
mod bookings;
mod certificates;
mod cluster;
mod custody;
mod database;
mod drafts;
mod errands;
mod exceptions;
mod facts;
mod family;
mod future;
mod import;
mod inbox;
mod intake;
mod journal;
mod leases;
mod log;
mod log_chain;
mod log_changes;
mod log_house;
mod notices;
mod orders;
mod people;
mod plans;
mod ready;
mod reminders;
mod renewals;
mod rulings;
mod sent;
mod sessions;
mod settings;
mod taking_back;
mod templates;
mod world;

use std::pin::Pin;
use std::sync::Arc;

use database::Engine;
use world::World;

type Running = Pin<Box<dyn Future<Output = ()> + Send>>;
type Case = (&'static str, fn(Arc<World>) -> Running);

macro_rules! cases {
    ($($module:ident: $($case:ident),+;)+) => {
        const CASES: &[Case] = &[$($((
            concat!(stringify!($module), "::", stringify!($case)),
            |world| Box::pin($module::$case(world)),
        )),+),+];
    };
}

cases! {
    facts: a_person_is_found_by_number_and_by_id, every_word_is_kept, a_newborn_has_no_name,
        a_new_answer_replaces_the_old_one, the_same_person_kept_at_once_is_one,
        custody_is_as_the_register_told_of_the_guardian, a_link_is_its_guardians_only,
        links_come_oldest_first;
    family: adding_twice_gives_the_same_link, adding_at_once_gives_one_link,
        children_added_at_once_have_different_colours, a_free_colour_is_used_again,
        a_removed_child_can_be_added_again, unread_counts_what_is_not_archived,
        an_act_whose_log_fails_is_undone;
    birthdays: each_notice_comes_once_and_on_its_day, a_day_that_was_missed_is_made_up_for,
        the_leap_born_are_told_before_their_day, nodes_at_once_tell_once,
        a_node_that_is_killed_holds_nobody_up, without_an_errand_one_hears_nothing,
        a_booking_is_an_errand, one_who_does_not_want_to_hear_is_not_told,
        each_guardian_hears_for_itself, without_an_address_nothing_is_noted,
        who_is_ombud_no_more_hears_nothing, nobody_is_woken_at_night,
        one_that_waits_is_not_followed_by_another, many_are_told_page_by_page;
    leases: one_at_a_time, a_clock_that_was_wrong_holds_nobody_up;
    future: open_cases_are_those_that_are_not_closed,
        bookings_are_told_with_what_becomes_of_them;
    inbox: pages_leave_nothing_out, unread_come_first, filters, a_thread_with_its_messages,
        every_change, threads_of_others_are_not_there,
        a_search_finds_every_word_of_a_thread, a_change_whose_log_fails_is_undone;
    errands: a_message_opens_a_case_once, the_same_key_at_once_is_one_thread,
        anothers_key_is_not_found, what_is_not_offered_is_refused,
        of_two_who_act_at_once_one_is_first, an_answer_sent_again_is_one,
        each_side_sees_what_the_other_has_read, a_further_message_wakes_the_case,
        a_unit_sees_its_own_cases_only, an_act_whose_log_fails_is_undone,
        changes_are_noted_with_what_changed, a_unit_is_found_by_how_its_words_begin,
        the_cases_of_one_who_has_left_are_anyones, both_sides_at_once_never_fail,
        staff_come_and_go;
    bookings: a_time_is_booked_once_and_seen_by_both_sides, of_two_hundred_at_once_one_gets_it,
        a_time_is_kept_while_one_makes_up_ones_mind, a_booking_is_cancelled_before_its_cut_off,
        a_booking_is_moved_once, many_changes_at_once_leave_it_sound,
        times_are_opened_once_and_do_not_overlap,
        times_are_changed_together_while_they_are_free, choosing_and_changing_at_once_ends,
        a_unit_gives_a_time_and_cancels_it,
        a_unit_cancels_what_is_to_come_and_only_once,
        the_other_guardian_is_told_without_name_and_words,
        of_a_protected_guardian_nothing_is_told, bookings_of_others_are_not_there,
        a_booking_whose_log_fails_is_undone;
    renewals: asking_with_one_key_is_asking_once, a_prescription_is_asked_for_once_at_a_time,
        of_those_who_ask_at_once_one_does, what_is_not_ones_own_or_of_the_unit_is_not_found,
        what_ended_long_ago_is_refused, what_is_not_offered_is_refused,
        what_is_approved_is_renewed_and_what_is_declined_is_not,
        what_waits_stands_on_the_home_page,
        a_case_closes_when_all_is_decided, of_two_who_decide_at_once_one_is_first,
        what_is_taken_back_can_be_asked_for_again,
        another_choice_with_the_same_key_is_not_as_if_sent,
        another_decision_with_the_same_key_is_not_as_if_sent,
        both_who_acted_are_in_the_log, an_act_whose_log_fails_is_undone;
    certificates: an_order_with_one_key_is_one, only_what_the_unit_issues_is_ordered,
        a_guardian_has_no_certificate_whatever_its_proof, ones_own_come_newest_first,
        of_two_who_decide_at_once_one_is_first, what_is_decided_is_not_decided_again,
        what_is_taken_back_is_not_issued,
        another_order_with_the_same_key_is_not_as_if_sent,
        another_certificate_with_the_same_key_is_not_as_if_sent;
    taking_back: what_is_new_is_taken_back_once, of_taking_and_taking_back_at_once_one_is_done,
        what_somebody_has_begun_with_stays, either_guardian_takes_it_back,
        of_a_protected_guardian_nothing_is_told, what_is_written_in_again_is_new,
        what_others_have_sent_is_not_there, what_the_clinic_began_is_not_taken_back,
        a_taking_back_whose_log_fails_is_undone;
    sent: another_message_with_the_same_key_is_not_as_if_sent,
        another_reply_with_the_same_key_is_not_as_if_sent,
        another_answer_with_the_same_key_is_not_as_if_sent, of_many_at_once_one_is_sent;
    drafts: a_draft_is_its_writers_only, a_draft_is_begun_once_however_often_it_is_kept,
        the_newer_of_two_drafts_stays,
        what_is_empty_is_forgotten, sending_forgets_it, what_is_not_sent_stays,
        keeping_and_sending_at_once_leaves_no_draft, only_what_could_be_sent_is_kept,
        drafts_are_listed_newest_first, old_drafts_are_pruned, a_draft_whose_log_fails_is_undone;
    templates: a_unit_has_its_own, of_two_who_change_a_template_the_second_is_told,
        there_are_no_more_than_can_be_chosen_from,
        a_template_whose_log_fails_is_undone;
    blocks: a_block_takes_the_link_and_what_was_begun, who_is_blocked_hears_nothing,
        a_unit_sees_its_own_blocks_only, whom_a_block_concerns_is_not_shown_it_at_work,
        a_review_is_put_off_once,
        guardians_are_found_by_the_childs_number, the_guardian_of_a_case_is_known,
        no_note_tells_of_one_who_is_blocked, a_block_whose_log_fails_is_undone;
    approvals: a_clinic_opens_by_approving_and_no_other, who_needs_none_or_has_one_is_told_apart,
        another_approval_with_the_same_key_is_not_as_if_made,
        one_in_charge_ends_it_and_looks_at_it_again, the_place_of_an_errand_is_known;
    applications: applying_with_one_key_is_applying_once,
        what_is_approved_is_read_and_nothing_else, no_exception_outlasts_the_16th_birthday,
        the_child_decides_and_may_change_its_mind, a_consent_taken_back_ends_what_was_renewed,
        a_note_stands_for_consent,
        of_two_who_decide_at_once_one_is_first, what_others_have_applied_for_is_not_there,
        a_blocked_guardian_is_a_stranger, ages_are_told_at_the_field,
        a_child_reads_itself_by_its_own_application,
        what_is_withdrawn_can_be_applied_for_again, each_step_is_told_to_whose_turn_it_is,
        a_protected_guardian_is_not_told, that_it_ends_is_told_once,
        without_an_address_no_end_is_noted, an_act_whose_log_fails_is_undone;
    exceptions: nobody_decides_about_its_own_child,
        an_approval_gives_a_blocked_guardian_no_link,
        a_consent_taken_back_is_none_for_what_waits, what_is_revoked_ends_what_was_renewed,
        a_protected_child_applies_where_it_is_approved, a_withheld_journal_is_not_applied_for,
        no_way_leads_to_a_withheld_journal,
        who_is_guardian_no_more_is_not_told, what_a_child_has_grown_out_of_does_not_wait,
        what_is_renewed_ends_once, what_has_ended_can_be_applied_for_again;
    attachments: files_go_with_their_message, files_sent_again_are_there_once,
        files_of_others_are_not_there, files_of_a_protected_guardian_are_hidden,
        files_are_undone_with_their_message;
    notices: an_address_is_confirmed_by_its_code, a_code_can_be_tried_five_times,
        what_is_due_is_taken_by_one, one_that_waits_tells_of_all,
        what_fails_is_tried_again_and_what_is_refused_is_seen,
        what_comes_while_one_is_sent_is_told_by_another,
        what_a_killed_node_had_taken_is_due_again, who_is_ombud_no_more_hears_nothing,
        one_that_is_tried_again_tells_of_all, quiet_hours_put_it_off,
        quiet_hours_hold_for_every_try, what_is_chosen_is_told_and_nothing_else,
        a_choice_is_its_readers_and_its_childs, what_the_other_guardian_does_is_told_to_who_asks,
        a_choice_whose_log_fails_is_undone;
    reminders: a_visit_is_reminded_of_once_on_the_day_before,
        what_is_cancelled_is_not_reminded_of, one_that_is_moved_has_its_own_reminder,
        who_is_ombud_no_more_is_not_reminded, ones_own_visit_is_reminded_of,
        nodes_at_once_remind_once, a_node_that_is_killed_holds_nobody_up,
        quiet_hours_and_choices_hold, what_was_settled_late_is_known, many_are_found_page_by_page,
        what_is_sent_says_nothing;
    intake: the_same_twice_changes_nothing, a_change_is_an_update_of_the_same_entry,
        what_is_in_error_is_withdrawn, an_entry_moves_to_whose_it_is,
        who_cannot_be_matched_is_reported, a_unit_is_known_by_its_own_principals_identifier,
        what_cannot_be_logged_is_not_taken, the_same_at_once_is_taken_once,
        what_is_another_unknown_persons_is_taken_away, what_turns_out_not_to_be_done_is_taken_away,
        a_token_holds_until_it_is_revoked, an_entrys_id_is_our_own;
    journal: pages_leave_nothing_out, filters, entries_are_found_by_their_words,
        units_in_swedish_order, an_entry_in_full,
        what_is_measured_is_shown_over_time, what_is_new_or_unsigned_is_chosen,
               entries_of_others_are_not_there;
    custody: an_answer_is_relied_on_for_a_day, a_register_out_of_reach_closes_after_a_day,
        custody_that_has_ended_closes, custody_ends_with_its_last_day,
        an_answer_about_the_guardian_alone_closes, a_child_that_nobody_knows_cannot_be_added,
        new_custody_is_known_at_once, an_identity_that_becomes_protected_closes;
    rulings: what_is_decided_is_kept_whole, a_block_takes_the_child_away,
        an_exception_opens_its_own_units_part, what_is_withheld_is_not_there,
        a_ruling_whose_log_fails_is_undone;
    log: entries_are_kept_whole, entries_at_once_are_all_kept, refusals_are_logged,
        nothing_is_read_when_the_log_fails, the_log_is_read_by_whom_it_concerns,
        of_a_protected_guardian_the_log_tells_nothing;
    log_chain: entries_get_their_places_by_time_and_chain, one_that_is_committed_late_is_sealed,
        of_two_that_seal_at_once_one_does, nothing_is_lost_while_many_write_and_seal,
        nothing_is_read_when_an_entry_cannot_wait, checkpoints_come_by_time_and_by_number,
        what_is_old_is_deleted_and_the_rest_is_right, what_is_not_right_is_not_pruned,
        what_is_put_in_to_be_pruned_is_found, what_waits_is_told_with_its_time,
        a_chain_that_grows_without_checkpoints_is_told,
        it_can_be_looked_at_from_a_day;
    log_changes: a_thousand_changes_are_all_found;
    sessions: a_session_with_its_person_and_theme, a_session_is_touched_and_ended,
        a_person_ends_all_of_its_own, old_sessions_are_pruned, a_token_opens_one_session_only;
    orders: an_order_is_its_browsers, a_new_order_replaces_the_old_one,
        what_was_collected_is_noted, an_order_is_taken_once, old_orders_are_pruned;
    settings: the_theme_is_ones_own, a_theme_whose_log_fails_is_undone;
    import: records_replace_those_with_the_same_number, all_or_none_are_imported,
        the_register_cuts_protected_records, seeding_is_remembered, all_or_nothing_is_seeded;
    ready: it_answers, migrations_are_counted, a_newer_database_is_refused,
        a_migration_that_comes_with_a_lower_number_is_applied;
    plans: every_statement_finds_its_rows_by_an_index;
}

fn run(engine: &Engine) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be started");
    let template = runtime.block_on(engine.template());
    let mut failed = Vec::new();
    for (name, case) in CASES {
        let passed = runtime.block_on(async {
            let world = Arc::new(World::new(engine, &template).await);
            let passed = tokio::spawn(case(world.clone())).await.is_ok();
            world.open.close().await;
            passed
        });
        println!(
            "{} {engine}: {name}",
            if passed { "ok    " } else { "FAILED" }
        );
        if !passed {
            failed.push(*name);
        }
    }
    assert!(
        failed.is_empty(),
        "{} of {} cases failed: {failed:#?}",
        failed.len(),
        CASES.len()
    );
}

#[test]
fn sqlite_keeps_the_contract() {
    run(&Engine::Sqlite);
}

#[test]
fn postgresql_keeps_the_contract() {
    let cluster = cluster::Cluster::start().unwrap_or_else(|why| panic!("{why}"));
    let engine = Engine::Postgres(cluster);
    run(&engine);
    // Not a case of both: only PostgreSQL has nodes.
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be started");
    runtime.block_on(async {
        let template = engine.template().await;
        let world = Arc::new(World::new(&engine, &template).await);
        ready::nodes_that_migrate_at_once_wait_for_each_other(world.clone()).await;
        world.open.close().await;
    });
}
