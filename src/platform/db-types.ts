/** Made by `npm run types` from the migrations; not edited by hand. */
import type { CatalogueDesignationTables } from './db-types/catalogue/designation.ts';
import type { CatalogueTablesTables } from './db-types/catalogue/tables.ts';
import type { CertificationContestsTables } from './db-types/certification/contests.ts';
import type { CertificationTablesTables } from './db-types/certification/tables.ts';
import type { EmploymentWishesTables } from './db-types/employment/wishes.ts';
import type { EnrolmentTablesTables } from './db-types/enrolment/tables.ts';
import type { ExchangeClientsTables } from './db-types/exchange/clients.ts';
import type { FundsClaimsTables } from './db-types/funds/claims.ts';
import type { FundsGrantsTables } from './db-types/funds/grants.ts';
import type { FundsLedgerTables } from './db-types/funds/ledger.ts';
import type { LawRoomTables } from './db-types/law/room.ts';
import type { LawStatementsTables } from './db-types/law/statements.ts';
import type { MatchingNumberCorrectionsTables } from './db-types/matching/number-corrections.ts';
import type { MatchingRegisterWritesTables } from './db-types/matching/register-writes.ts';
import type { MatchingRunsTables } from './db-types/matching/runs.ts';
import type { OrganizationsLiaisonTables } from './db-types/organizations/liaison.ts';
import type { OrganizationsPeopleTables } from './db-types/organizations/people.ts';
import type { OrganizationsPeople2Tables } from './db-types/organizations/people-2.ts';
import type { OrganizationsSignInTables } from './db-types/organizations/sign-in.ts';
import type { OutreachFamiliesTables } from './db-types/outreach/families.ts';
import type { OutreachPublicityTables } from './db-types/outreach/publicity.ts';
import type { OutreachSignOnTables } from './db-types/outreach/sign-on.ts';
import type { OutreachTextsTables } from './db-types/outreach/texts.ts';
import type { PartnershipsAgreementsTables } from './db-types/partnerships/agreements.ts';
import type { PeopleColumnMappingTables } from './db-types/people/column-mapping.ts';
import type { PeopleMonitoringTables } from './db-types/people/monitoring.ts';
import type { PeopleSchoolSurveysTables } from './db-types/people/school-surveys.ts';
import type { PeopleViewsTables } from './db-types/people/views.ts';
import type { PlatformBaseTables } from './db-types/platform/base.ts';
import type { PolicyFindPeopleTables } from './db-types/policy/find-people.ts';
import type { PolicyPersonFactsTables } from './db-types/policy/person-facts.ts';
import type { PolicyTablesTables } from './db-types/policy/tables.ts';
import type { ProjectSelectionsTables } from './db-types/project/selections.ts';
import type { RegistersTablesTables } from './db-types/registers/tables.ts';
import type { ReportingCountedTables } from './db-types/reporting/counted.ts';
import type { ReportingDivisionsTables } from './db-types/reporting/divisions.ts';
import type { ReportingIndicatorsTables } from './db-types/reporting/indicators.ts';
import type { ReportingOverlapsTables } from './db-types/reporting/overlaps.ts';
import type { ReportingSchoolLedgerTables } from './db-types/reporting/school-ledger.ts';
import type { ReportingSeasonTables } from './db-types/reporting/season.ts';
import type { ReportingSummariesTables } from './db-types/reporting/summaries.ts';
import type { RequiredRegistersTables } from './db-types/required/registers.ts';
import type { StudentsGrantedLinesTables } from './db-types/students/granted-lines.ts';
import type { StudentsListingTrainingTables } from './db-types/students/listing-training.ts';
import type { StudentsServicesAndBillsTables } from './db-types/students/services-and-bills.ts';
import type { StudentsTablesTables } from './db-types/students/tables.ts';
import type { StudentsViewsTables } from './db-types/students/views.ts';
import type { SupervisionMattersTables } from './db-types/supervision/matters.ts';
import type { SupervisionRectificationTables } from './db-types/supervision/rectification.ts';
import type { SupervisionRectificationReportsTables } from './db-types/supervision/rectification-reports.ts';
import type { SupervisionScorecardsTables } from './db-types/supervision/scorecards.ts';
import type { TrainingClassesTables } from './db-types/training/classes.ts';
import type { TrainingClasses2Tables } from './db-types/training/classes-2.ts';
import type { TrainingMirrorTables } from './db-types/training/mirror.ts';

export type * from './db-types/columns.ts';
export type * from './db-types/catalogue/designation.ts';
export type * from './db-types/catalogue/tables.ts';
export type * from './db-types/certification/contests.ts';
export type * from './db-types/certification/tables.ts';
export type * from './db-types/employment/wishes.ts';
export type * from './db-types/enrolment/tables.ts';
export type * from './db-types/exchange/clients.ts';
export type * from './db-types/funds/claims.ts';
export type * from './db-types/funds/grants.ts';
export type * from './db-types/funds/ledger.ts';
export type * from './db-types/law/room.ts';
export type * from './db-types/law/statements.ts';
export type * from './db-types/matching/number-corrections.ts';
export type * from './db-types/matching/register-writes.ts';
export type * from './db-types/matching/runs.ts';
export type * from './db-types/organizations/liaison.ts';
export type * from './db-types/organizations/people.ts';
export type * from './db-types/organizations/people-2.ts';
export type * from './db-types/organizations/sign-in.ts';
export type * from './db-types/outreach/families.ts';
export type * from './db-types/outreach/publicity.ts';
export type * from './db-types/outreach/sign-on.ts';
export type * from './db-types/outreach/texts.ts';
export type * from './db-types/partnerships/agreements.ts';
export type * from './db-types/people/column-mapping.ts';
export type * from './db-types/people/monitoring.ts';
export type * from './db-types/people/school-surveys.ts';
export type * from './db-types/people/views.ts';
export type * from './db-types/platform/base.ts';
export type * from './db-types/policy/find-people.ts';
export type * from './db-types/policy/person-facts.ts';
export type * from './db-types/policy/tables.ts';
export type * from './db-types/project/selections.ts';
export type * from './db-types/registers/tables.ts';
export type * from './db-types/reporting/counted.ts';
export type * from './db-types/reporting/divisions.ts';
export type * from './db-types/reporting/indicators.ts';
export type * from './db-types/reporting/overlaps.ts';
export type * from './db-types/reporting/school-ledger.ts';
export type * from './db-types/reporting/season.ts';
export type * from './db-types/reporting/summaries.ts';
export type * from './db-types/required/registers.ts';
export type * from './db-types/students/granted-lines.ts';
export type * from './db-types/students/listing-training.ts';
export type * from './db-types/students/services-and-bills.ts';
export type * from './db-types/students/tables.ts';
export type * from './db-types/students/views.ts';
export type * from './db-types/supervision/matters.ts';
export type * from './db-types/supervision/rectification.ts';
export type * from './db-types/supervision/rectification-reports.ts';
export type * from './db-types/supervision/scorecards.ts';
export type * from './db-types/training/classes.ts';
export type * from './db-types/training/classes-2.ts';
export type * from './db-types/training/mirror.ts';

export interface DB
  extends
    CatalogueDesignationTables,
    CatalogueTablesTables,
    CertificationContestsTables,
    CertificationTablesTables,
    EmploymentWishesTables,
    EnrolmentTablesTables,
    ExchangeClientsTables,
    FundsClaimsTables,
    FundsGrantsTables,
    FundsLedgerTables,
    LawRoomTables,
    LawStatementsTables,
    MatchingNumberCorrectionsTables,
    MatchingRegisterWritesTables,
    MatchingRunsTables,
    OrganizationsLiaisonTables,
    OrganizationsPeopleTables,
    OrganizationsPeople2Tables,
    OrganizationsSignInTables,
    OutreachFamiliesTables,
    OutreachPublicityTables,
    OutreachSignOnTables,
    OutreachTextsTables,
    PartnershipsAgreementsTables,
    PeopleColumnMappingTables,
    PeopleMonitoringTables,
    PeopleSchoolSurveysTables,
    PeopleViewsTables,
    PlatformBaseTables,
    PolicyFindPeopleTables,
    PolicyPersonFactsTables,
    PolicyTablesTables,
    ProjectSelectionsTables,
    RegistersTablesTables,
    ReportingCountedTables,
    ReportingDivisionsTables,
    ReportingIndicatorsTables,
    ReportingOverlapsTables,
    ReportingSchoolLedgerTables,
    ReportingSeasonTables,
    ReportingSummariesTables,
    RequiredRegistersTables,
    StudentsGrantedLinesTables,
    StudentsListingTrainingTables,
    StudentsServicesAndBillsTables,
    StudentsTablesTables,
    StudentsViewsTables,
    SupervisionMattersTables,
    SupervisionRectificationTables,
    SupervisionRectificationReportsTables,
    SupervisionScorecardsTables,
    TrainingClassesTables,
    TrainingClasses2Tables,
    TrainingMirrorTables {}
